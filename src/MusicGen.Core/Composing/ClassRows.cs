namespace MusicGen.Core;

/// <summary>
/// A row is an onset as the pitch class of its root and one of five note values (sixteenth to whole), as in the system that reported 43 % on classical
/// files: chords are reduced to their lowest note, and each onset comes when the one before has ended. Where the vocabulary has gap, octave and velocity,
/// a row is a note, and chords, rests, octaves, velocities and the end of the piece are there too.
/// </summary>
internal sealed class ClassRows : RowStream
{
    /// <summary>Note values, sixteenth to whole.</summary>
    public const int Lengths = 5;

    /// <summary>Values of the gap: none, five note values, end of the piece.</summary>
    public const int Gaps = Lengths + 2;

    /// <summary>Octaves of MIDI's 128 pitches.</summary>
    public const int Octaves = 11;

    private const byte ConstantVelocity = 80;
    private const int MiddleC = 60;
    private readonly int _gap, _class, _octave, _length, _velocity;
    private readonly int[] _row;
    private readonly int[] _usualPitch = new int[12]; // of each class where there is no octave, −1 = not allowed
    private readonly bool[] _gapMask = new bool[Gaps], _classMask = new bool[12], _octaveMask = new bool[Octaves], _lengthMask = new bool[Lengths];
    private long _nextTicks, _struckLow, _struckHigh;
    private bool _isBegun;
    private Steering _steering = Steering.None;

    public ClassRows(Vocabulary vocabulary)
        : base(vocabulary, new NoteCodec(NoteCodec.CreateVocabulary(TimeBase.Metric)))
    {
        _gap = Find(FieldNames.Gap, Gaps);
        _class = Require(FieldNames.PitchClass, 12);
        _octave = Find(FieldNames.Octave, Octaves);
        _length = Require(FieldNames.Length, Lengths);
        _velocity = Find(FieldNames.Velocity, VelocityBins.Count);
        if (vocabulary.TimeBase != TimeBase.Metric || _gap > 0 || (_gap < 0) != (_octave < 0) || (_octave >= 0 && _octave < _class))
            throw new ArgumentException("Metric time, gap and octave together and in this order around the pitch class expected, found otherwise; export the model again.");
        _row = new int[vocabulary.OutputFields.Count];
        Apply(Steering.None, MusicalTime.Ppqn * 2);
    }

    public override int StateLength => 5;

    public override int GuardField => _class;

    public override int GuardValues => 12;

    /// <summary>The nearest of sixteenth, eighth, quarter, half and whole, by ratio.</summary>
    public static int LengthOf(long ticks) => (int)Math.Clamp(Math.Round(Math.Log2(Math.Max(1.0, ticks) / (MusicalTime.Ppqn / 4))), 0, Lengths - 1);

    /// <summary>Ticks of a note value.</summary>
    public static long TicksOf(int length) => (MusicalTime.Ppqn / 4) << length;

    public override void Begin(long onsetTicks)
    {
        OnsetTicks = _nextTicks = onsetTicks;
        _isBegun = false;
        _struckLow = _struckHigh = 0;
    }

    public override void Save(Span<long> state) => (state[0], state[1], state[2], state[3], state[4]) = (OnsetTicks, _nextTicks, _isBegun ? 1 : 0, _struckLow, _struckHigh);

    public override void Load(ReadOnlySpan<long> state)
    {
        (OnsetTicks, _nextTicks, _isBegun) = (state[0], state[1], state[2] != 0);
        (_struckLow, _struckHigh) = (state[3], state[4]);
    }

    public override void Apply(Steering steering, double ticksPerSecond)
    {
        _steering = steering;
        Array.Fill(_usualPitch, -1);
        for (var pitch = 0; pitch < 128; pitch++)
        {
            ref var usual = ref _usualPitch[pitch % 12];
            if (steering.AllowsPitch(pitch) && (usual < 0 || Math.Abs(pitch - MiddleC - 5) < Math.Abs(usual - MiddleC - 5))) usual = pitch;
        }

        // Without a gap of its own the next onset waits for the end of the note.
        var longest = _gap < 0 ? Math.Min(steering.MaxNoteSeconds, steering.MaxRestSeconds) : steering.MaxNoteSeconds;
        for (var length = 0; length < Lengths; length++)
        {
            _lengthMask[length] = length == 0 || TicksOf(length) <= longest * ticksPerSecond;
            _gapMask[length + 1] = length == 0 || TicksOf(length) <= steering.MaxRestSeconds * ticksPerSecond;
        }
    }

    public override ReadOnlySpan<bool> Mask(int field, ReadOnlySpan<int> chosen, bool mayEnd)
    {
        if (field == _length) return _lengthMask;
        if (field == _gap) return GapMask(mayEnd);
        if (field == _velocity) return default;
        var isChord = _gap >= 0 && chosen[_gap] == 0;
        if (field == _octave)
        {
            for (var octave = 0; octave < Octaves; octave++) _octaveMask[octave] = CanSound(octave * 12 + chosen[_class], isChord);
            return _octaveMask;
        }

        for (var pitchClass = 0; pitchClass < 12; pitchClass++) _classMask[pitchClass] = _usualPitch[pitchClass] >= 0 && (!isChord || HasRoom(pitchClass));
        return _classMask;
    }

    public override bool IsEnd(int field, int value) => field == _gap && value == Gaps - 1;

    public override void Read(ReadOnlySpan<int> row, NoteLine line)
    {
        var length = TicksOf(row[_length]);
        if (_gap < 0)
        {
            OnsetTicks = _nextTicks;
            _nextTicks += length;
        }
        else if (row[_gap] > 0 && _isBegun) GoOn(OnsetTicks + TicksOf(Math.Min(row[_gap], Lengths) - 1));
        _isBegun = true;
        var pitch = _octave < 0 ? _usualPitch[row[_class]] : row[_octave] * 12 + row[_class];
        Strike(Math.Clamp(pitch, 0, 127));
        line.Begin(new Note(OnsetTicks, length, (byte)Math.Clamp(pitch, 0, 127), _velocity < 0 ? ConstantVelocity : VelocityBins.VelocityOf(row[_velocity])));
    }

    public override void Write(in Note note, IRowTarget target)
    {
        var since = note.OnsetTicks - OnsetTicks;
        // Of a chord the lowest note, which comes first, is its root.
        if (_gap < 0 && _isBegun && since == 0) return;
        _row[_class] = note.Pitch % 12;
        _row[_length] = LengthOf(note.DurationTicks);
        if (_gap >= 0) _row[_gap] = since == 0 || !_isBegun ? 0 : LengthOf(since) + 1;
        if (_octave >= 0) _row[_octave] = note.Pitch / 12;
        if (_velocity >= 0) _row[_velocity] = VelocityBins.BinOf(note.Velocity);
        target.Append(_row);
        GoOn(note.OnsetTicks);
        _isBegun = true;
        _nextTicks = note.OnsetTicks + TicksOf(_row[_length]);
        Strike(note.Pitch);
    }

    public override bool WriteEnd(IRowTarget target)
    {
        if (_gap < 0) return false;
        Array.Clear(_row);
        _row[_gap] = Gaps - 1;
        target.Append(_row);
        return true;
    }

    private ReadOnlySpan<bool> GapMask(bool mayEnd)
    {
        var struck = System.Numerics.BitOperations.PopCount((ulong)_struckLow) + System.Numerics.BitOperations.PopCount((ulong)_struckHigh);
        var hasRoom = false;
        for (var pitchClass = 0; pitchClass < 12; pitchClass++) hasRoom |= HasRoom(pitchClass);
        _gapMask[0] = !_isBegun || (struck < _steering.MaxPolyphony && hasRoom);
        _gapMask[Gaps - 1] = mayEnd;
        return _gapMask;
    }

    private bool HasRoom(int pitchClass)
    {
        for (var pitch = pitchClass; pitch < 128; pitch += 12)
            if (CanSound(pitch, isChord: true)) return true;
        return false;
    }

    private bool CanSound(int pitch, bool isChord) => pitch < 128 && _steering.AllowsPitch(pitch) && !(isChord && IsStruck(pitch));

    private bool IsStruck(int pitch) => ((pitch < 64 ? _struckLow : _struckHigh) >> (pitch & 63) & 1) != 0;

    private void GoOn(long onsetTicks)
    {
        if (onsetTicks != OnsetTicks) _struckLow = _struckHigh = 0;
        OnsetTicks = onsetTicks;
    }

    private void Strike(int pitch)
    {
        if (pitch < 64) _struckLow |= 1L << pitch;
        else _struckHigh |= 1L << (pitch - 64);
    }
}
