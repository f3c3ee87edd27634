namespace MusicGen.Midi;

/// <summary>A meta event of a type that the standard does not name, kept byte for byte.</summary>
public sealed class UnknownMetaEvent : MetaEvent
{
    internal UnknownMetaEvent(byte statusByte, byte[]? data)
        : base(MidiEventType.UnknownMeta)
    {
        StatusByte = statusByte;
        Data = data;
    }

    /// <summary>The type byte after FF.</summary>
    public byte StatusByte { get; }

    public byte[]? Data { get; }

    public override string ToString() => $"{EventType} ({StatusByte:X2}, {Data?.Length ?? 0} bytes)";

    private protected override bool ContentEquals(MidiEvent other)
    {
        var that = (UnknownMetaEvent)other;
        return that.StatusByte == StatusByte && that.Data.AsSpan().SequenceEqual(Data);
    }

    private protected override MidiEvent CloneEvent() =>
        new UnknownMetaEvent(StatusByte, (byte[]?)Data?.Clone()) { DeltaTime = DeltaTime };
}
