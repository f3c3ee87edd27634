namespace MusicGen.Midi;

/// <summary>Bytes that one maker's program keeps in a file.</summary>
public sealed class SequencerSpecificEvent : MetaEvent
{
    public SequencerSpecificEvent()
        : base(MidiEventType.SequencerSpecific)
    {
    }

    public SequencerSpecificEvent(byte[]? data)
        : this()
    {
        Data = data;
    }

    public byte[]? Data { get; set; }

    public override string ToString() => $"{EventType} ({Data?.Length ?? 0} bytes)";

    private protected override bool ContentEquals(MidiEvent other) =>
        ((SequencerSpecificEvent)other).Data.AsSpan().SequenceEqual(Data);

    private protected override MidiEvent CloneEvent() => new SequencerSpecificEvent((byte[]?)Data?.Clone()) { DeltaTime = DeltaTime };
}
