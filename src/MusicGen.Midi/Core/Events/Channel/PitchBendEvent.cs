namespace MusicGen.Midi;

/// <summary>The pitch wheel moved.</summary>
public sealed class PitchBendEvent : ChannelEvent
{
    public const ushort MinPitchValue = 0;
    public const ushort MaxPitchValue = 16383;
    public const ushort DefaultPitchValue = 8192;

    public PitchBendEvent()
        : this(DefaultPitchValue)
    {
    }

    public PitchBendEvent(ushort pitchValue)
        : base(MidiEventType.PitchBend)
    {
        PitchValue = pitchValue;
    }

    /// <summary>Position from 0 to 16383; 8192 is the middle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is above 16383.</exception>
    public ushort PitchValue
    {
        get => (ushort)(_data1 | (_data2 << 7));
        set
        {
            if (value > MaxPitchValue)
                Throw.OutOfRange(nameof(value), value, $"A value from {MinPitchValue} to {MaxPitchValue} is expected");
            _data1 = (byte)(value & 0x7F);
            _data2 = (byte)(value >> 7);
        }
    }

    public override string ToString() => $"{EventType} [{Channel}] ({PitchValue})";
}
