namespace MusicGen.Midi;

/// <summary>The number of a sequence, by which a format 2 file tells its pieces apart.</summary>
public sealed class SequenceNumberEvent : MetaEvent
{
    public SequenceNumberEvent()
        : base(MidiEventType.SequenceNumber)
    {
    }

    public SequenceNumberEvent(ushort number)
        : this()
    {
        Number = number;
    }

    public ushort Number { get; set; }

    public override string ToString() => $"{EventType} ({Number})";

    private protected override bool ContentEquals(MidiEvent other) => ((SequenceNumberEvent)other).Number == Number;
}
