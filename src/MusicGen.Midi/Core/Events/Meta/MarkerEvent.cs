namespace MusicGen.Midi;

/// <summary>A rehearsal letter or section name.</summary>
public sealed class MarkerEvent : BaseTextEvent
{
    public MarkerEvent()
        : this(null)
    {
    }

    public MarkerEvent(string? text)
        : base(MidiEventType.Marker, text)
    {
    }
}
