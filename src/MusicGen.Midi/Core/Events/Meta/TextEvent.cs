namespace MusicGen.Midi;

/// <summary>Any remark.</summary>
public sealed class TextEvent : BaseTextEvent
{
    public TextEvent()
        : this(null)
    {
    }

    public TextEvent(string? text)
        : base(MidiEventType.Text, text)
    {
    }
}
