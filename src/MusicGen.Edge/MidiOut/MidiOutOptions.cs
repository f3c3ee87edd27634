namespace MusicGen.Edge;

/// <summary>Whether and how an instrument outside plays what the box plays: the section <c>midiOut</c> of <c>musicgen.json</c>, and <c>--midi-out</c>.</summary>
internal sealed record MidiOutOptions
{
    /// <value>Name of the port, or a part of it; null: none.</value>
    public string? Port { get; init; }

    /// <value>Whether to send the MIDI clock, 24 to the quarter, with start and stop; false.</value>
    public bool SendsClock { get; init; }

    /// <summary>Reads the section.</summary>
    public static MidiOutOptions Read(JsonSection section) => new() { Port = section.Text("port"), SendsClock = section.Flag("clock") ?? false };
}
