namespace MusicGen.Midi;

/// <summary>Something on stage or screen that happens here.</summary>
public sealed class CuePointEvent : BaseTextEvent
{
    public CuePointEvent()
        : this(null)
    {
    }

    public CuePointEvent(string? text)
        : base(MidiEventType.CuePoint, text)
    {
    }
}
