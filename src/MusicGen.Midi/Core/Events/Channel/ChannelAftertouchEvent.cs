namespace MusicGen.Midi;

/// <summary>The pressure on a whole channel.</summary>
public sealed class ChannelAftertouchEvent : ChannelEvent
{
    public ChannelAftertouchEvent()
        : base(MidiEventType.ChannelAftertouch)
    {
    }

    public ChannelAftertouchEvent(SevenBitNumber aftertouchValue)
        : this()
    {
        AftertouchValue = aftertouchValue;
    }

    public SevenBitNumber AftertouchValue
    {
        get => (SevenBitNumber)_data1;
        set => _data1 = value;
    }

    public override string ToString() => $"{EventType} [{Channel}] ({AftertouchValue})";
}
