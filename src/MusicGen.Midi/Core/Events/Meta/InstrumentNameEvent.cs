namespace MusicGen.Midi;

/// <summary>The instrument of a track, in words.</summary>
public sealed class InstrumentNameEvent : BaseTextEvent
{
    public InstrumentNameEvent()
        : this(null)
    {
    }

    public InstrumentNameEvent(string? text)
        : base(MidiEventType.InstrumentName, text)
    {
    }
}
