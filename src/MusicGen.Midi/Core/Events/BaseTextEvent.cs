namespace MusicGen.Midi;

/// <summary>A meta event that is a text; its kind says what the text names.</summary>
public abstract class BaseTextEvent : MetaEvent
{
    private protected BaseTextEvent(MidiEventType eventType, string? text)
        : base(eventType)
    {
        Text = text;
    }

    /// <summary>The text; null where the file's text is empty and the settings read empty as null.</summary>
    public string? Text { get; set; }

    public override string ToString() => $"{EventType} ({Text})";

    private protected override bool ContentEquals(MidiEvent other) => ((BaseTextEvent)other).Text == Text;
}
