namespace MusicGen.Midi;

/// <summary>A syllable sung here.</summary>
public sealed class LyricEvent : BaseTextEvent
{
    public LyricEvent()
        : this(null)
    {
    }

    public LyricEvent(string? text)
        : base(MidiEventType.Lyric, text)
    {
    }
}
