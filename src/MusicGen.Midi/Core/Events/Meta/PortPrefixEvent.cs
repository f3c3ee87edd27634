namespace MusicGen.Midi;

/// <summary>The port that the track is for.</summary>
public sealed class PortPrefixEvent : MetaEvent
{
    public PortPrefixEvent()
        : base(MidiEventType.PortPrefix)
    {
    }

    public PortPrefixEvent(byte port)
        : this()
    {
        Port = port;
    }

    public byte Port { get; set; }

    public override string ToString() => $"{EventType} ({Port})";

    private protected override bool ContentEquals(MidiEvent other) => ((PortPrefixEvent)other).Port == Port;
}
