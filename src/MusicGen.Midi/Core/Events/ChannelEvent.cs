namespace MusicGen.Midi;

/// <summary>An event for one of the 16 channels, with its one or two data bytes.</summary>
public abstract class ChannelEvent : MidiEvent
{
    private protected byte _data1;
    private protected byte _data2;

    private protected ChannelEvent(MidiEventType eventType)
        : base(eventType)
    {
    }

    /// <summary>Channel from 0 to 15; people count them from 1.</summary>
    public FourBitNumber Channel { get; set; }

    /// <summary>The first data byte as it stands in a file.</summary>
    internal byte Data1
    {
        get => _data1;
        set => _data1 = value;
    }

    /// <summary>The second data byte as it stands in a file; 0 where the event has only one.</summary>
    internal byte Data2
    {
        get => _data2;
        set => _data2 = value;
    }

    private protected override bool ContentEquals(MidiEvent other)
    {
        var that = (ChannelEvent)other;
        return (byte)that.Channel == (byte)Channel && that._data1 == _data1 && that._data2 == _data2;
    }
}
