namespace MusicGen.Midi;

/// <summary>A system exclusive message or a packet of one, without its leading status byte.</summary>
public abstract class SysExEvent : MidiEvent
{
    public const byte EndOfEventByte = 0xF7;

    private protected SysExEvent(MidiEventType eventType)
        : base(eventType)
    {
    }

    /// <summary>Whether the message ends here; if not, packets follow as escape events.</summary>
    public bool Completed => Data is [.., EndOfEventByte];

    public byte[]? Data { get; set; }

    public override string ToString() => $"{EventType} ({Data?.Length ?? 0} bytes)";

    private protected override bool ContentEquals(MidiEvent other) => ((SysExEvent)other).Data.AsSpan().SequenceEqual(Data);

    private protected override MidiEvent CloneEvent()
    {
        var copy = (SysExEvent)MemberwiseClone();
        copy.Data = (byte[]?)Data?.Clone();
        return copy;
    }
}
