namespace MusicGen.Midi;

/// <summary>The name of a track, or of the piece in the first track.</summary>
public sealed class SequenceTrackNameEvent : BaseTextEvent
{
    public SequenceTrackNameEvent()
        : this(null)
    {
    }

    public SequenceTrackNameEvent(string? name)
        : base(MidiEventType.SequenceTrackName, name)
    {
    }
}
