using System.Numerics;

namespace MusicGen.Core;

/// <summary>
/// A row is a note as pitch, step since the note before and duration, as in the piano LSTM of TensorFlow's music tutorial; with velocity and an end of
/// the piece, if the vocabulary has them, where that one had neither.
/// </summary>
internal sealed class StepRows : RowStream
{
    private const byte ConstantVelocity = 80;
    private readonly int _end, _pitch, _step, _duration, _velocity;
    private readonly int[] _row;
    private readonly bool[] _endMask = [true, false], _pitchMask = new bool[128];
    private readonly bool[] _stepMask, _durationMask;
    private UInt128 _struck;
    private int _maxPolyphony;

    public StepRows(Vocabulary vocabulary)
        : base(vocabulary, new NoteCodec(NoteCodec.CreateVocabulary(TimeBase.Performed)))
    {
        var bins = Notes.Grid.BinCount;
        _end = Find(FieldNames.End, 2);
        _pitch = Require(FieldNames.Pitch, 128);
        _step = Require(FieldNames.Step, bins);
        _duration = Require(FieldNames.Duration, bins);
        _velocity = Find(FieldNames.Velocity, VelocityBins.Count);
        if (vocabulary.TimeBase != TimeBase.Performed || _end > 0 || _step < _pitch)
            throw new ArgumentException("Performed time, the end first and the step after the pitch expected of a vocabulary of steps, found otherwise; export the model again.");
        _row = new int[vocabulary.OutputFields.Count];
        _stepMask = new bool[bins];
        _durationMask = new bool[bins];
        Apply(Steering.None, 1000);
    }

    public override int StateLength => 3;

    public override int GuardField => _pitch;

    public override int GuardValues => 128;

    public override void Begin(long onsetTicks)
    {
        OnsetTicks = onsetTicks;
        _struck = 0;
    }

    public override void Save(Span<long> state) => (state[0], state[1], state[2]) = (OnsetTicks, (long)(ulong)_struck, (long)(ulong)(_struck >> 64));

    public override void Load(ReadOnlySpan<long> state)
    {
        OnsetTicks = state[0];
        _struck = new UInt128((ulong)state[2], (ulong)state[1]);
    }

    public override void Apply(Steering steering, double ticksPerSecond)
    {
        _maxPolyphony = steering.MaxPolyphony;
        for (var pitch = 0; pitch < 128; pitch++) _pitchMask[pitch] = steering.AllowsPitch(pitch);
        var cells = ticksPerSecond / Notes.CellTicks;
        // Bin 0 is no time at all: no note of the data has it.
        for (var bin = 1; bin < _durationMask.Length; bin++) _durationMask[bin] = bin == 1 || Notes.Grid.CellOf(bin) <= steering.MaxNoteSeconds * cells;
        for (var bin = 1; bin < _stepMask.Length; bin++) _stepMask[bin] = bin == 1 || Notes.Grid.CellOf(bin) <= steering.MaxRestSeconds * cells;
    }

    public override ReadOnlySpan<bool> Mask(int field, ReadOnlySpan<int> chosen, bool mayEnd)
    {
        if (field == _pitch) return _pitchMask;
        if (field == _duration) return _durationMask;
        if (field == _step)
        {
            // What is struck already cannot be struck again at the same onset.
            _stepMask[0] = ((_struck >> chosen[_pitch]) & 1) == 0 && BitOperations.PopCount((ulong)_struck) + BitOperations.PopCount((ulong)(_struck >> 64)) < _maxPolyphony;
            return _stepMask;
        }

        if (field != _end) return default;
        _endMask[1] = mayEnd;
        return _endMask;
    }

    public override bool IsEnd(int field, int value) => field == _end && value == 1;

    public override void Read(ReadOnlySpan<int> row, NoteLine line)
    {
        var step = Notes.Grid.CellOf(row[_step]) * Notes.CellTicks;
        Strike(row[_pitch], OnsetTicks + step);
        var duration = Math.Max(1, Notes.Grid.CellOf(row[_duration])) * Notes.CellTicks;
        line.Begin(new Note(OnsetTicks, duration, (byte)row[_pitch], _velocity < 0 ? ConstantVelocity : VelocityBins.VelocityOf(row[_velocity])));
    }

    public override void Write(in Note note, IRowTarget target)
    {
        if (_end >= 0) _row[_end] = 0;
        _row[_pitch] = note.Pitch;
        _row[_step] = Notes.Grid.BinOf((note.OnsetTicks - OnsetTicks) / Notes.CellTicks);
        _row[_duration] = Notes.Grid.BinOf(note.DurationTicks / Notes.CellTicks);
        if (_velocity >= 0) _row[_velocity] = VelocityBins.BinOf(note.Velocity);
        target.Append(_row);
        Strike(note.Pitch, note.OnsetTicks);
    }

    public override bool WriteEnd(IRowTarget target)
    {
        if (_end < 0) return false;
        Array.Clear(_row);
        _row[_end] = 1;
        target.Append(_row);
        return true;
    }

    private void Strike(int pitch, long onsetTicks)
    {
        if (onsetTicks != OnsetTicks) _struck = 0;
        OnsetTicks = onsetTicks;
        _struck |= UInt128.One << pitch;
    }
}
