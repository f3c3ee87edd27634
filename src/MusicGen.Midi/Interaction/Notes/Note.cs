namespace MusicGen.Midi;

/// <summary>A note-on and its note-off as one object, with times in ticks.</summary>
public class Note : ILengthedObject, IMusicalObject, INotifyTimeChanged, INotifyLengthChanged
{
    public static readonly SevenBitNumber DefaultVelocity = (SevenBitNumber)100;
    public static readonly SevenBitNumber DefaultOffVelocity = (SevenBitNumber)0;

    private const int PitchesPerOctave = 12;

    private long _time;
    private long _length;

    public Note(NoteName noteName, int octave)
        : this(noteName, octave, 0)
    {
    }

    public Note(NoteName noteName, int octave, long length)
        : this(noteName, octave, length, 0)
    {
    }

    public Note(NoteName noteName, int octave, long length, long time)
        : this(ToNumber(noteName, octave), length, time)
    {
    }

    public Note(SevenBitNumber noteNumber)
        : this(noteNumber, 0, 0)
    {
    }

    public Note(SevenBitNumber noteNumber, long length)
        : this(noteNumber, length, 0)
    {
    }

    public Note(SevenBitNumber noteNumber, long length, long time)
    {
        NoteNumber = noteNumber;
        Length = length;
        Time = time;
    }

    /// <exception cref="ArgumentException">The events are no note-on and note-off, or the second is before the first.</exception>
    public Note(TimedEvent timedNoteOnEvent, TimedEvent timedNoteOffEvent)
    {
        ArgumentNullException.ThrowIfNull(timedNoteOnEvent);
        ArgumentNullException.ThrowIfNull(timedNoteOffEvent);
        if (timedNoteOnEvent.Event is not NoteOnEvent noteOn)
            throw new ArgumentException($"A note-on is expected, but found {timedNoteOnEvent.Event}.", nameof(timedNoteOnEvent));
        if (timedNoteOffEvent.Event is not NoteEvent noteOff)
            throw new ArgumentException($"A note-off is expected, but found {timedNoteOffEvent.Event}.", nameof(timedNoteOffEvent));
        if (timedNoteOffEvent.Time < timedNoteOnEvent.Time)
            throw new ArgumentException($"A note-off at {timedNoteOnEvent.Time} or later is expected, but it is at {timedNoteOffEvent.Time}.", nameof(timedNoteOffEvent));
        NoteNumber = noteOn.NoteNumber;
        Velocity = noteOn.Velocity;
        OffVelocity = noteOff.Velocity;
        Channel = noteOn.Channel;
        _time = timedNoteOnEvent.Time;
        _length = timedNoteOffEvent.Time - timedNoteOnEvent.Time;
    }

    public event EventHandler<TimeChangedEventArgs>? TimeChanged;

    public event EventHandler<LengthChangedEventArgs>? LengthChanged;

    /// <summary>Onset in ticks, 0 or more.</summary>
    public long Time
    {
        get => _time;
        set
        {
            var old = _time;
            _time = Throw.IfNegative(value, nameof(value));
            if (old != value)
                TimeChanged?.Invoke(this, new TimeChangedEventArgs(old, value));
        }
    }

    /// <summary>Duration in ticks, 0 or more.</summary>
    public long Length
    {
        get => _length;
        set
        {
            var old = _length;
            _length = Throw.IfNegative(value, nameof(value));
            if (old != value)
                LengthChanged?.Invoke(this, new LengthChangedEventArgs(old, value));
        }
    }

    public long EndTime => Ticks.Add(_time, _length);

    /// <summary>Pitch from 0 to 127; 60 is C4, middle C.</summary>
    public SevenBitNumber NoteNumber { get; set; }

    public SevenBitNumber Velocity { get; set; } = DefaultVelocity;

    public SevenBitNumber OffVelocity { get; set; } = DefaultOffVelocity;

    public FourBitNumber Channel { get; set; }

    public NoteName NoteName => (NoteName)(NoteNumber % PitchesPerOctave);

    public int Octave => (NoteNumber / PitchesPerOctave) - 1;

    public TimedEvent GetTimedNoteOnEvent() => new(new NoteOnEvent(NoteNumber, Velocity) { Channel = Channel }, Time);

    public TimedEvent GetTimedNoteOffEvent() => new(new NoteOffEvent(NoteNumber, OffVelocity) { Channel = Channel }, EndTime);

    /// <exception cref="ArgumentException">The two give no pitch from 0 to 127.</exception>
    public void SetNoteNameAndOctave(NoteName noteName, int octave) => NoteNumber = ToNumber(noteName, octave);

    public virtual ITimedObject Clone() => new Note(NoteNumber, Length, Time)
    {
        Channel = Channel,
        Velocity = Velocity,
        OffVelocity = OffVelocity,
    };

    public SplitLengthedObject Split(long time)
    {
        Throw.IfNegative(time, nameof(time));
        var left = (Note)Clone();
        if (time >= EndTime && time > Time)
            return new SplitLengthedObject(left, null);
        if (time <= Time)
            return new SplitLengthedObject(null, left);
        var right = (Note)Clone();
        left.Length = time - Time;
        right.Time = time;
        right.Length = EndTime - time;
        return new SplitLengthedObject(left, right);
    }

    public override string ToString() => $"Note {NoteName}{Octave} [{Channel}] at {Time}, length {Length}";

    private static SevenBitNumber ToNumber(NoteName noteName, int octave)
    {
        var number = ((octave + 1L) * PitchesPerOctave) + (int)Throw.IfUndefined(noteName, nameof(noteName));
        if (number is < 0 or > 127)
            throw new ArgumentException($"A pitch from C-1 to G9 is expected, but found {noteName}{octave}.", nameof(octave));
        return (SevenBitNumber)(byte)number;
    }
}
