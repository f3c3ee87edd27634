namespace MusicGen.Midi;

/// <summary>A change of metre for the whole file.</summary>
public sealed class TimeSignatureEvent : MetaEvent
{
    public const byte DefaultNumerator = 4;
    public const byte DefaultDenominator = 4;
    public const byte DefaultClocksPerClick = 24;
    public const byte DefaultThirtySecondNotesPerBeat = 8;

    private byte _denominator = DefaultDenominator;

    public TimeSignatureEvent()
        : this(DefaultNumerator, DefaultDenominator)
    {
    }

    public TimeSignatureEvent(byte numerator, byte denominator)
        : this(numerator, denominator, DefaultClocksPerClick, DefaultThirtySecondNotesPerBeat)
    {
    }

    public TimeSignatureEvent(byte numerator, byte denominator, byte clocksPerClick, byte thirtySecondNotesPerBeat)
        : base(MidiEventType.TimeSignature)
    {
        Numerator = numerator;
        Denominator = denominator;
        ClocksPerClick = clocksPerClick;
        ThirtySecondNotesPerBeat = thirtySecondNotesPerBeat;
    }

    public byte Numerator { get; set; } = DefaultNumerator;

    /// <summary>The note value of a beat; a power of two (a file holds its exponent).</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is no power of two.</exception>
    public byte Denominator
    {
        get => _denominator;
        set
        {
            if (!System.Numerics.BitOperations.IsPow2(value))
                Throw.OutOfRange(nameof(value), value, "A power of two is expected");
            _denominator = value;
        }
    }

    /// <summary>MIDI clocks (24 per quarter) from one metronome click to the next.</summary>
    public byte ClocksPerClick { get; set; }

    public byte ThirtySecondNotesPerBeat { get; set; }

    public override string ToString() => $"{EventType} ({Numerator}/{Denominator}, {ClocksPerClick}, {ThirtySecondNotesPerBeat})";

    private protected override bool ContentEquals(MidiEvent other)
    {
        var that = (TimeSignatureEvent)other;
        return (that.Numerator, that._denominator, that.ClocksPerClick, that.ThirtySecondNotesPerBeat)
            == (Numerator, _denominator, ClocksPerClick, ThirtySecondNotesPerBeat);
    }
}
