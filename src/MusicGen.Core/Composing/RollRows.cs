namespace MusicGen.Core;

/// <summary>
/// A row is a step of 50 ms of a binary piano roll: which of the 88 keys of a piano are down. A key that stays down is one note, so that the same pitch struck
/// again without a gap is not told from one that is held; with velocity and an end of the piece, if the vocabulary has them. A note is handed on when its key
/// is up, so this stream composes some notes ahead; notes that begin with one row stay together.
/// </summary>
internal sealed class RollRows : RowStream
{
    /// <summary>Keys of a piano, and the pitch of the lowest.</summary>
    public const int Keys = 88, LowestPitch = 21;

    /// <summary>Length of a step.</summary>
    public const int StepTicks = 50;

    private const byte ConstantVelocity = 80;
    private const int OpenNotes = 64, None = -2, Unknown = -1;

    // Silence of others beyond this is not gone through step by step.
    private const int MostSilentSteps = 4000 / StepTicks;

    private readonly int _end, _velocity, _first;
    private readonly bool[] _allowed = new bool[Keys], _endMask = [true, false], _keyMask = [true, true];
    private readonly long[] _index = new long[Keys], _onStep = new long[Keys], _endStep = new long[Keys];
    private readonly int[] _row;
    private long _startTicks, _step, _onsetStep, _longestSteps, _longestRestSteps;
    private int _lastKey, _maxPolyphony, _outside;
    private bool _isRowWritten; // the last one, and not drawn

    public RollRows(Vocabulary vocabulary)
        : base(vocabulary, new NoteCodec(NoteCodec.CreateVocabulary(TimeBase.Performed)))
    {
        _end = Find(FieldNames.End, 2);
        _velocity = Find(FieldNames.Velocity, VelocityBins.Count);
        _first = Require(FieldNames.DownOf(LowestPitch), 2);
        for (var key = 0; key < Keys; key++)
        {
            if (Require(FieldNames.DownOf(LowestPitch + key), 2) != _first + key)
                throw new ArgumentException("The keys of a piano in order expected in the vocabulary, found otherwise; export the model again.");
        }

        if (vocabulary.TimeBase != TimeBase.Performed || _end > 0 || (_velocity >= 0 && _velocity < _first))
            throw new ArgumentException("Performed time, the end first and the velocity last expected of a vocabulary of piano rolls, found otherwise; export the model again.");
        _row = new int[vocabulary.OutputFields.Count];
        Apply(Steering.None, 1000);
        Begin(0);
    }

    public override int AheadNotes => OpenNotes + Keys;

    public override int StateLength => 5 + 3 * Keys;

    public override int GuardField => _first;

    public override int GuardValues => 2;

    public override void Begin(long onsetTicks)
    {
        OnsetTicks = _startTicks = onsetTicks;
        (_step, _onsetStep, _lastKey, _isRowWritten) = (0, 0, Keys / 2, false);
        Array.Fill(_index, None);
        Array.Fill(_endStep, Unknown);
    }

    public override void Save(Span<long> state)
    {
        (state[0], state[1], state[2], state[3], state[4]) = (OnsetTicks, _startTicks, _step, _onsetStep, _lastKey);
        _index.CopyTo(state[5..]);
        _onStep.CopyTo(state[(5 + Keys)..]);
        _endStep.CopyTo(state[(5 + 2 * Keys)..]);
    }

    public override void Load(ReadOnlySpan<long> state)
    {
        (OnsetTicks, _startTicks, _step, _onsetStep, _lastKey) = (state[0], state[1], state[2], state[3], (int)state[4]);
        _isRowWritten = false;
        state.Slice(5, Keys).CopyTo(_index);
        state.Slice(5 + Keys, Keys).CopyTo(_onStep);
        state.Slice(5 + 2 * Keys, Keys).CopyTo(_endStep);
    }

    public override void Apply(Steering steering, double ticksPerSecond)
    {
        for (var key = 0; key < Keys; key++) _allowed[key] = steering.AllowsPitch(LowestPitch + key);
        // Where only pitches beyond the piano may sound, its nearest key stands for the first of them.
        _outside = _allowed.AsSpan().Contains(true) ? None : PitchBeyond(steering);
        if (_outside >= 0) _allowed[KeyOf(_outside)] = true;
        _maxPolyphony = steering.MaxPolyphony;
        _longestSteps = Math.Max(1, (long)(steering.MaxNoteSeconds * ticksPerSecond / StepTicks));
        _longestRestSteps = Math.Max(1, (long)(steering.MaxRestSeconds * ticksPerSecond / StepTicks));
    }

    public override ReadOnlySpan<bool> Mask(int field, ReadOnlySpan<int> chosen, bool mayEnd)
    {
        if (field == _end)
        {
            _endMask[1] = mayEnd;
            return _endMask;
        }

        var key = field - _first;
        if (key is < 0 or >= Keys) return default;
        var isDown = IsDown(key);
        _keyMask[1] = _allowed[key] && (isDown ? _step - _onStep[key] < _longestSteps : StruckIn(chosen) < _maxPolyphony);
        _keyMask[0] = _step - _onsetStep < _longestRestSteps || key != KeyThatIsDue() || StruckIn(chosen) > 0;
        return _keyMask;
    }

    public override bool IsEnd(int field, int value) => field == _end && value == 1;

    // What goes round in circles is not seen in one key.
    public override bool IsGuarded(ReadOnlySpan<int> chosen) => false;

    public override bool BeginsNote(ReadOnlySpan<int> row)
    {
        for (var key = 0; key < Keys; key++)
            if (row[_first + key] == 1 && !IsDown(key)) return true;
        return false;
    }

    public override void Read(ReadOnlySpan<int> row, NoteLine line)
    {
        var velocity = _velocity < 0 ? ConstantVelocity : VelocityBins.VelocityOf(row[_velocity]);
        for (var key = 0; key < Keys; key++)
        {
            var isDown = row[_first + key] == 1;
            if (!isDown) Raise(key, line);
            else if (!IsDown(key)) Press(key, velocity, line);
        }

        _step++;
        _isRowWritten = false;
        // What is held while this many others begin has its length decided, or nothing after it could be handed on.
        for (var index = line.First; index <= line.End - OpenNotes; index++) line.Close(index, TicksOf(_step));
    }

    public override void Finish(NoteLine line)
    {
        for (var key = 0; key < Keys; key++) Raise(key, line);
    }

    public override void Write(in Note note, IRowTarget target)
    {
        var key = KeyOf(note.Pitch);
        // Into the row of the note before, unless that one was drawn.
        var step = Math.Max(StepOf(note.OnsetTicks), _isRowWritten ? _step - 1 : _step);
        step -= SkipSilence(step);
        while (_step <= step) WriteStep(target);
        (_index[key], _onStep[key], _endStep[key]) = (Unknown, step, Math.Max(step + 1, StepOf(note.EndTicks)));
        (_onsetStep, _lastKey, OnsetTicks) = (step, key, Math.Max(OnsetTicks, note.OnsetTicks));
        _row[_first + key] = 1;
        if (_velocity >= 0) _row[_velocity] = Math.Max(_row[_velocity], VelocityBins.BinOf(note.Velocity));
        target.Amend(_row);
    }

    public override bool WriteEnd(IRowTarget target)
    {
        while (IsAnyDownAt(_step)) WriteStep(target);
        if (_end < 0) return false;
        Array.Clear(_row);
        _row[_end] = 1;
        target.Append(_row);
        return true;
    }

    private static int KeyOf(int pitch) => Math.Clamp(pitch - LowestPitch, 0, Keys - 1);

    // The allowed pitch nearest to the piano; there is one, or the steering would not have been taken.
    private static int PitchBeyond(Steering steering)
    {
        for (var pitch = LowestPitch + Keys; pitch < 128; pitch++)
            if (steering.AllowsPitch(pitch)) return pitch;
        for (var pitch = LowestPitch - 1; pitch >= 0; pitch--)
            if (steering.AllowsPitch(pitch)) return pitch;
        return None;
    }

    private void Press(int key, byte velocity, NoteLine line)
    {
        var note = new Note(TicksOf(_step), StepTicks, (byte)(_outside >= 0 ? _outside : LowestPitch + key), velocity);
        (_index[key], _onStep[key], _endStep[key]) = (line.Begin(note, isOpen: true), _step, Unknown);
        (_onsetStep, _lastKey, OnsetTicks) = (_step, key, note.OnsetTicks);
    }

    private void Raise(int key, NoteLine line)
    {
        if (_index[key] >= 0) line.Close(_index[key], TicksOf(_step));
        (_index[key], _endStep[key]) = (None, Unknown);
    }

    private int StruckIn(ReadOnlySpan<int> chosen)
    {
        var struck = 0;
        for (var key = 0; key < chosen.Length - _first; key++)
            if (chosen[_first + key] == 1 && !IsDown(key)) struck++;
        return struck;
    }

    // After the longest rest: the key nearest to the one struck last that may be struck.
    private int KeyThatIsDue()
    {
        for (var distance = 0; distance < Keys; distance++)
        {
            if (CanBeStruck(_lastKey - distance)) return _lastKey - distance;
            if (CanBeStruck(_lastKey + distance)) return _lastKey + distance;
        }

        return None;
    }

    private bool CanBeStruck(int key) => key is >= 0 and < Keys && _allowed[key] && !IsDown(key);

    // Keys that were drawn are down until a row says otherwise, those of others until their end.
    private bool IsDown(int key) => _index[key] >= 0 || (_index[key] == Unknown && _endStep[key] > _step);

    // Keys of others stay down until their end, those that were composed are up when others play.
    private void WriteStep(IRowTarget target)
    {
        Array.Clear(_row);
        for (var key = 0; key < Keys; key++)
        {
            if (_index[key] == None) continue;
            if (_endStep[key] > _step) _row[_first + key] = 1;
            else (_index[key], _endStep[key]) = (None, Unknown);
        }

        target.Append(_row);
        _step++;
        _isRowWritten = true;
    }

    private bool IsAnyDownAt(long step)
    {
        foreach (var end in _endStep)
            if (end > step) return true;
        return false;
    }

    // Moves the start of time so that so many steps need not be written.
    private long SkipSilence(long step)
    {
        var silentFrom = _step;
        foreach (var end in _endStep) silentFrom = Math.Max(silentFrom, end);
        var skipped = Math.Max(0, step - silentFrom - MostSilentSteps);
        _startTicks += skipped * StepTicks;
        return skipped;
    }

    private long StepOf(long ticks) => (ticks - _startTicks + StepTicks / 2) / StepTicks;

    private long TicksOf(long step) => _startTicks + step * StepTicks;
}
