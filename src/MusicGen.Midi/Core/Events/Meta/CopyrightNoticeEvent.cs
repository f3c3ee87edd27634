namespace MusicGen.Midi;

/// <summary>Who owns the piece.</summary>
public sealed class CopyrightNoticeEvent : BaseTextEvent
{
    public CopyrightNoticeEvent()
        : this(null)
    {
    }

    public CopyrightNoticeEvent(string? text)
        : base(MidiEventType.CopyrightNotice, text)
    {
    }
}
