namespace MusicGen.Core;

/// <summary>What a <see cref="Player"/> is made with.</summary>
public sealed record PlayerOptions
{
    private const string Where = "a player";

    /// <summary>Frames a second of the synthesizer, 8,000–192,000.</summary>
    /// <value>44,100.</value>
    public int SampleRate { get; init; } = 44_100;

    /// <summary>No note sounds longer, whatever went wrong, 0.1–600 seconds.</summary>
    /// <value>30.</value>
    public double MaxNoteSeconds { get; init; } = 30;

    /// <summary>No more notes sound together, all owners counted, 1–1024; one more ends the oldest.</summary>
    /// <value>160.</value>
    public int MaxSounding { get; init; } = 160;

    /// <summary>No sample that leaves the player is larger, 0.01–1 of full scale.</summary>
    /// <value>0.97.</value>
    public double Ceiling { get; init; } = 0.97;

    /// <summary>Volume at the start, 0–4; 1 = as the synthesizer gives it.</summary>
    /// <value>1.</value>
    public double Volume { get; init; } = 1;

    /// <summary>Room for events that wait for their frame, 256–1,048,576.</summary>
    /// <value>8,192.</value>
    public int PendingEvents { get; init; } = 8_192;

    /// <summary>Room for played events that the recorder has not yet taken, 2–1,048,576.</summary>
    /// <value>8,192.</value>
    public int PlayedEvents { get; init; } = 8_192;

    /// <summary>Looks whether every value is in its range.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message says which.</exception>
    public void Check()
    {
        OptionRange.Require(SampleRate, 8_000, 192_000, Where);
        OptionRange.Require(MaxNoteSeconds, 0.1, 600, Where);
        OptionRange.Require(MaxSounding, 1, 1024, Where);
        OptionRange.Require(Ceiling, 0.01, 1, Where);
        OptionRange.Require(Volume, 0, 4, Where);
        OptionRange.Require(PendingEvents, 256, 1 << 20, Where);
        OptionRange.Require(PlayedEvents, 2, 1 << 20, Where);
    }
}
