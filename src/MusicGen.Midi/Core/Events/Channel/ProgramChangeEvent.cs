namespace MusicGen.Midi;

/// <summary>An instrument chosen for a channel.</summary>
public sealed class ProgramChangeEvent : ChannelEvent
{
    public ProgramChangeEvent()
        : base(MidiEventType.ProgramChange)
    {
    }

    public ProgramChangeEvent(SevenBitNumber programNumber)
        : this()
    {
        ProgramNumber = programNumber;
    }

    /// <summary>Instrument from 0 to 127; General MIDI prints them from 1.</summary>
    public SevenBitNumber ProgramNumber
    {
        get => (SevenBitNumber)_data1;
        set => _data1 = value;
    }

    public override string ToString() => $"{EventType} [{Channel}] ({ProgramNumber})";
}
