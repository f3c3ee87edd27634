namespace MusicGen.Midi;

/// <summary>The channel that the meta events after it belong to.</summary>
public sealed class ChannelPrefixEvent : MetaEvent
{
    public ChannelPrefixEvent()
        : base(MidiEventType.ChannelPrefix)
    {
    }

    public ChannelPrefixEvent(byte channel)
        : this()
    {
        Channel = channel;
    }

    public byte Channel { get; set; }

    public override string ToString() => $"{EventType} ({Channel})";

    private protected override bool ContentEquals(MidiEvent other) => ((ChannelPrefixEvent)other).Channel == Channel;
}
