namespace MusicGen.Core;

/// <summary>
/// A row is an event of a keyboard: 128 keys down, 128 keys up, 100 waits of 10 ms to 1 s, 32 velocities (S. Oore et al., This time with feeling,
/// Neural Computing and Applications 32, 2020), and the end of the piece. Exact at 10 ms: nothing is left open. A note is handed on when its key is up,
/// so this stream composes some notes ahead.
/// </summary>
internal sealed class EventRows : RowStream
{
    /// <summary>First value of keys up, waits, velocities; the end; number of values.</summary>
    public const int Up = 128, Wait = 256, WaitCount = 100, Loudness = Wait + WaitCount, End = Loudness + VelocityBins.Count, Size = End + 1;

    private const int Ahead = 64, None = -2, Unknown = -1;
    private const byte FirstVelocity = 64;
    private readonly bool[] _allowed = new bool[128], _mask = new bool[Size];
    private readonly long[] _index = new long[128], _onCell = new long[128], _endCell = new long[128];
    private readonly int[] _row = new int[1];
    private long _startTicks, _now, _longestCells, _longestShiftCells;
    private int _loudness, _struck, _maxPolyphony;
    private bool _isLoudnessSaid;

    public EventRows(Vocabulary vocabulary)
        : base(vocabulary, new NoteCodec(NoteCodec.CreateVocabulary(TimeBase.Performed)))
    {
        if (Require(FieldNames.Event, Size) != 0 || vocabulary.OutputFields.Count != 1)
            throw new ArgumentException($"'{FieldNames.Event}' as the only output field expected, found {vocabulary.OutputFields.Count}; export the model again.");
        Apply(Steering.None, 1000);
        Begin(0);
    }

    public override int AheadNotes => Ahead;

    public override int StateLength => 5 + 3 * 128;

    public override int GuardField => 0;

    public override int GuardValues => 128;

    private long NowTicks => TicksOf(_now);

    public override void Begin(long onsetTicks)
    {
        OnsetTicks = _startTicks = onsetTicks;
        (_now, _loudness, _struck, _isLoudnessSaid) = (0, -1, 0, false);
        Array.Fill(_index, None);
        Array.Fill(_endCell, Unknown);
    }

    public override void Save(Span<long> state)
    {
        (state[0], state[1], state[2], state[3], state[4]) = (OnsetTicks, _startTicks, _now, _loudness * 2 + (_isLoudnessSaid ? 1 : 0), _struck);
        _index.CopyTo(state[5..]);
        _onCell.CopyTo(state[133..]);
        _endCell.CopyTo(state[261..]);
    }

    public override void Load(ReadOnlySpan<long> state)
    {
        (OnsetTicks, _startTicks, _now, _struck) = (state[0], state[1], state[2], (int)state[4]);
        (_loudness, _isLoudnessSaid) = ((int)(state[3] >> 1), (state[3] & 1) != 0);
        state.Slice(5, 128).CopyTo(_index);
        state.Slice(133, 128).CopyTo(_onCell);
        state.Slice(261, 128).CopyTo(_endCell);
    }

    public override void Apply(Steering steering, double ticksPerSecond)
    {
        for (var pitch = 0; pitch < 128; pitch++) _allowed[pitch] = steering.AllowsPitch(pitch);
        _maxPolyphony = steering.MaxPolyphony;
        _longestCells = Math.Max(1, (long)(steering.MaxNoteSeconds * ticksPerSecond / Notes.CellTicks));
        _longestShiftCells = Math.Max(1, (long)(steering.MaxRestSeconds * ticksPerSecond / Notes.CellTicks));
    }

    public override ReadOnlySpan<bool> Mask(int field, ReadOnlySpan<int> chosen, bool mayEnd)
    {
        for (var pitch = 0; pitch < 128; pitch++)
        {
            var isDown = _index[pitch] != None;
            _mask[pitch] = _allowed[pitch] && !isDown && _struck < _maxPolyphony;
            _mask[Up + pitch] = isDown && _now > _onCell[pitch];
        }

        // Rows without time or notes must come to an end: waits up to the longest rest, one loudness before a note.
        var left = _longestShiftCells - (_now - CellOf(OnsetTicks));
        for (var wait = 1; wait <= WaitCount; wait++) _mask[Wait + wait - 1] = wait <= left || (wait == 1 && _struck > 0);
        for (var bin = 0; bin < VelocityBins.Count; bin++) _mask[Loudness + bin] = !_isLoudnessSaid;
        _mask[End] = mayEnd;
        return _mask;
    }

    public override bool IsEnd(int field, int value) => value == End;

    public override bool BeginsNote(ReadOnlySpan<int> row) => row[0] < Up;

    public override void Read(ReadOnlySpan<int> row, NoteLine line)
    {
        var value = row[0];
        if (value < Up) Press(value, line);
        else if (value < Wait) Raise(value - Up, line);
        else if (value < Loudness) Pass(value - Wait + 1, line);
        else if (value < End) (_loudness, _isLoudnessSaid) = (value - Loudness, true);
    }

    public override void Finish(NoteLine line)
    {
        for (var pitch = 0; pitch < 128; pitch++) Raise(pitch, line);
    }

    public override void Write(in Note note, IRowTarget target)
    {
        var cell = Math.Max(_now, CellOf(note.OnsetTicks));
        // A pitch struck again ends the note before.
        if (_index[note.Pitch] != None && (_endCell[note.Pitch] == Unknown || _endCell[note.Pitch] > cell)) _endCell[note.Pitch] = cell;
        WriteUps(cell, target);
        WriteWaits(cell, target);
        var bin = VelocityBins.BinOf(note.Velocity);
        if (bin != _loudness) Append(Loudness + (_loudness = bin), target);
        Append(note.Pitch, target);
        OnsetTicks = TicksOf(cell);
        _struck++;
        _isLoudnessSaid = false;
        (_index[note.Pitch], _onCell[note.Pitch], _endCell[note.Pitch]) = (Unknown, cell, cell + Math.Max(1, note.DurationTicks / Notes.CellTicks));
    }

    public override bool WriteEnd(IRowTarget target)
    {
        WriteUps(long.MaxValue, target);
        Append(End, target);
        return true;
    }

    private void Press(int pitch, NoteLine line)
    {
        Raise(pitch, line);
        var note = new Note(NowTicks, Notes.CellTicks, (byte)pitch, _loudness < 0 ? FirstVelocity : VelocityBins.VelocityOf(_loudness));
        (_index[pitch], _onCell[pitch], _endCell[pitch]) = (line.Begin(note, isOpen: true), _now, Unknown);
        OnsetTicks = NowTicks;
        _struck++;
        _isLoudnessSaid = false;
        // What is held longer than this many notes has its length decided, or nothing after it could be handed on.
        if (line.End - line.First >= Ahead) line.Close(line.First, Math.Max(NowTicks, line[line.First].OnsetTicks + Notes.CellTicks));
    }

    private void Raise(int pitch, NoteLine line)
    {
        if (_index[pitch] >= 0) line.Close(_index[pitch], Math.Max(NowTicks, TicksOf(_onCell[pitch] + 1)));
        (_index[pitch], _endCell[pitch]) = (None, Unknown);
    }

    private void Pass(int cells, NoteLine line)
    {
        _now += cells;
        _struck = 0;
        for (var pitch = 0; pitch < 128; pitch++)
            if (_index[pitch] >= 0 && _now - _onCell[pitch] >= _longestCells) line.Close(_index[pitch], TicksOf(_onCell[pitch] + _longestCells));
    }

    // Keys whose end is known and due, in order of time, then pitch.
    private void WriteUps(long cell, IRowTarget target)
    {
        while (true)
        {
            var next = -1;
            for (var pitch = 0; pitch < 128; pitch++)
                if (_index[pitch] != None && _endCell[pitch] != Unknown && _endCell[pitch] <= cell && (next < 0 || _endCell[pitch] < _endCell[next])) next = pitch;
            if (next < 0) return;
            WriteWaits(_endCell[next], target);
            Append(Up + next, target);
            (_index[next], _endCell[next]) = (None, Unknown);
        }
    }

    private void WriteWaits(long cell, IRowTarget target)
    {
        while (_now < cell)
        {
            var wait = (int)Math.Min(WaitCount, cell - _now);
            Append(Wait + wait - 1, target);
            _now += wait;
            _struck = 0;
        }
    }

    private void Append(int value, IRowTarget target)
    {
        _row[0] = value;
        target.Append(_row);
    }

    private long CellOf(long ticks) => (ticks - _startTicks) / Notes.CellTicks;

    private long TicksOf(long cell) => _startTicks + cell * Notes.CellTicks;
}
