namespace MusicGen.Midi;

/// <summary>Which song a sequencer should play.</summary>
public sealed class SongSelectEvent : SystemCommonEvent
{
    public SongSelectEvent()
        : base(MidiEventType.SongSelect)
    {
    }

    public SongSelectEvent(SevenBitNumber number)
        : this()
    {
        Number = number;
    }

    public SevenBitNumber Number { get; set; }

    public override string ToString() => $"{EventType} ({Number})";

    private protected override bool ContentEquals(MidiEvent other) => ((SongSelectEvent)other).Number.Equals(Number);
}
