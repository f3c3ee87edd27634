namespace MusicGen.Midi;

/// <summary>A controller moved: pedal, volume, pan and the like.</summary>
public sealed class ControlChangeEvent : ChannelEvent
{
    public ControlChangeEvent()
        : base(MidiEventType.ControlChange)
    {
    }

    public ControlChangeEvent(SevenBitNumber controlNumber, SevenBitNumber controlValue)
        : this()
    {
        ControlNumber = controlNumber;
        ControlValue = controlValue;
    }

    /// <summary>Controller from 0 to 127; 64 is the sustain pedal.</summary>
    public SevenBitNumber ControlNumber
    {
        get => (SevenBitNumber)_data1;
        set => _data1 = value;
    }

    public SevenBitNumber ControlValue
    {
        get => (SevenBitNumber)_data2;
        set => _data2 = value;
    }

    public override string ToString() => $"{EventType} [{Channel}] ({ControlNumber}, {ControlValue})";
}
