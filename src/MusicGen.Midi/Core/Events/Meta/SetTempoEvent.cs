namespace MusicGen.Midi;

/// <summary>A change of tempo for the whole file, as the length of a quarter note.</summary>
public sealed class SetTempoEvent : MetaEvent
{
    public const long DefaultMicrosecondsPerQuarterNote = 500000;
    public const long MinMicrosecondsPerQuarterNote = 1;
    public const long MaxMicrosecondsPerQuarterNote = 16777215;

    private int _microseconds;

    public SetTempoEvent()
        : this(DefaultMicrosecondsPerQuarterNote)
    {
    }

    public SetTempoEvent(long microsecondsPerQuarterNote)
        : base(MidiEventType.SetTempo)
    {
        MicrosecondsPerQuarterNote = microsecondsPerQuarterNote;
    }

    /// <exception cref="ArgumentOutOfRangeException">The value is outside 1…16,777,215.</exception>
    public long MicrosecondsPerQuarterNote
    {
        get => _microseconds;
        set
        {
            if (value is < MinMicrosecondsPerQuarterNote or > MaxMicrosecondsPerQuarterNote)
                Throw.OutOfRange(nameof(value), value, $"A value from {MinMicrosecondsPerQuarterNote} to {MaxMicrosecondsPerQuarterNote} is expected");
            _microseconds = (int)value;
        }
    }

    public override string ToString() => $"{EventType} ({MicrosecondsPerQuarterNote})";

    private protected override bool ContentEquals(MidiEvent other) => ((SetTempoEvent)other)._microseconds == _microseconds;
}
