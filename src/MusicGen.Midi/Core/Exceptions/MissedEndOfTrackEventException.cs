namespace MusicGen.Midi;

/// <summary>A track chunk does not end with the end-of-track event that the file format demands.</summary>
public sealed class MissedEndOfTrackEventException : MidiException
{
    internal MissedEndOfTrackEventException()
        : base("An end-of-track event is expected at the end of each track chunk, but one has none.")
    {
    }
}
