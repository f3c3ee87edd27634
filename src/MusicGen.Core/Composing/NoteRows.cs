using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MusicGen.Core;

/// <summary>A row is a note with all its fields: the rows of the <c>note</c> recipes.</summary>
internal sealed class NoteRows : RowStream
{
    private static readonly int MemoryLength = (Unsafe.SizeOf<PitchMemory>() + sizeof(long) - 1) / sizeof(long);
    private static readonly int SoundingLength = (Unsafe.SizeOf<SoundingMemory>() + sizeof(long) - 1) / sizeof(long);
    private static readonly int LineLength = (Unsafe.SizeOf<UpperLine>() + sizeof(long) - 1) / sizeof(long);
    private static readonly int FeedbackLength = (Unsafe.SizeOf<SteeringFeedbackState>() + sizeof(long) - 1) / sizeof(long);
    private readonly FieldMasks _masks;
    private readonly SteeringFeedback _feedback;
    private readonly CopyGuard? _copies;
    private readonly int[] _row;
    private readonly bool _isToldOfEnds;
    private readonly MatchMemory? _matches;
    private readonly KeyboardMemory? _keyboard;
    private readonly byte[][] _traits;
    private int _maxPolyphony = Steering.None.MaxPolyphony;
    private PitchMemory _memory;
    private SoundingMemory _sounding;

    public NoteRows(Vocabulary vocabulary, TrainingGrams? grams)
        : base(vocabulary, new NoteCodec(vocabulary))
    {
        _masks = new FieldMasks(Notes);
        _feedback = new SteeringFeedback(Notes);
        _copies = grams is null ? null : new CopyGuard(grams);
        _row = new int[vocabulary.OutputFields.Count];
        _isToldOfEnds = vocabulary.ContextIndex(FieldNames.Sounding) >= 0;
        _matches = vocabulary.ContextIndex(FieldNames.Match) >= 0 ? new MatchMemory(vocabulary.TimeBase) : null;
        _keyboard = vocabulary.Traits.Count > 0 ? new KeyboardMemory(vocabulary.TimeBase) : null;
        _traits = [.. vocabulary.OutputFields.Select((_, field) => new byte[vocabulary.TraitTokens(field)])];
    }

    private int MatchLength => _matches is null ? 0 : MatchMemory.StateLength;

    private int KeyboardLength => _keyboard is null ? 0 : KeyboardMemory.StateLength;

    public override int StateLength => 2 + _masks.StateLength + FeedbackLength + LineLength + MemoryLength + SoundingLength + MatchLength + KeyboardLength;

    public override int GuardField => Notes.PitchField;

    public override int GuardValues => 128;

    public override void Begin(long onsetTicks)
    {
        OnsetTicks = onsetTicks;
        _memory = default;
        _sounding = default;
        _matches?.Begin();
        _keyboard?.Begin();
        _masks.Clear();
        _feedback.Begin();
        if (_copies is not null) _copies.State = default;
    }

    public override void Save(Span<long> state)
    {
        state[0] = OnsetTicks;
        state[1] = _masks.Save(MemoryMarshal.Cast<long, ulong>(state.Slice(2, _masks.StateLength)));
        MemoryMarshal.Write(MemoryMarshal.AsBytes(state.Slice(2 + _masks.StateLength, FeedbackLength)), in _feedback.State);
        _keyboard?.Save(state[^KeyboardLength..]);
        state = state[..^KeyboardLength];
        _matches?.Save(state[^MatchLength..]);
        state = state[..^MatchLength];
        if (_copies is not null)
        {
            var line = _copies.State;
            MemoryMarshal.Write(MemoryMarshal.AsBytes(state[^(LineLength + MemoryLength + SoundingLength)..]), in line);
        }

        MemoryMarshal.Write(MemoryMarshal.AsBytes(state[^SoundingLength..]), in _sounding);
        MemoryMarshal.Write(MemoryMarshal.AsBytes(state[^(MemoryLength + SoundingLength)..]), in _memory);
    }

    public override void Load(ReadOnlySpan<long> state)
    {
        OnsetTicks = state[0];
        _masks.Load(MemoryMarshal.Cast<long, ulong>(state.Slice(2, _masks.StateLength)), (int)state[1]);
        _feedback.Load(MemoryMarshal.Read<SteeringFeedbackState>(MemoryMarshal.AsBytes(state.Slice(2 + _masks.StateLength, FeedbackLength))));
        _keyboard?.Load(state[^KeyboardLength..]);
        state = state[..^KeyboardLength];
        _matches?.Load(state[^MatchLength..]);
        state = state[..^MatchLength];
        if (_copies is not null) _copies.State = MemoryMarshal.Read<UpperLine>(MemoryMarshal.AsBytes(state[^(LineLength + MemoryLength + SoundingLength)..]));
        _sounding = MemoryMarshal.Read<SoundingMemory>(MemoryMarshal.AsBytes(state[^SoundingLength..]));
        _memory = MemoryMarshal.Read<PitchMemory>(MemoryMarshal.AsBytes(state[^(MemoryLength + SoundingLength)..]));
    }

    public override void Apply(Steering steering, double ticksPerSecond)
    {
        _maxPolyphony = steering.MaxPolyphony;
        _masks.Apply(steering, ticksPerSecond);
        _feedback.Apply(steering);
    }

    public override ReadOnlySpan<bool> Mask(int field, ReadOnlySpan<int> chosen, bool mayEnd)
    {
        var mask = _masks.Of(field, chosen, mayEnd, _maxPolyphony);
        return _copies is null || field != Notes.PitchField || !IsGuarded(chosen) ? mask : _copies.Leave(mask, chosen[Notes.ShiftField] != 0);
    }

    // Drums have sounds where others have pitches.
    public override ReadOnlySpan<float> LogitBias(int field, ReadOnlySpan<int> chosen) =>
        field == Notes.PitchField && !IsGuarded(chosen) ? default : _feedback.BiasOf(field);

    public override int MemoryOf(string contextField) =>
        Math.Max(Math.Max(_memory.ValueOf(contextField), _sounding.ValueOf(contextField, Vocabulary.TimeBase)), ExpectedOf(contextField));

    public override ReadOnlySpan<byte> TraitsOf(int field, ReadOnlySpan<int> chosen)
    {
        if (_traits[field].Length == 0) return default;
        var onset = OnsetTicks / Notes.CellTicks + (field == Notes.ShiftField ? 0 : Notes.Grid.CellOf(chosen[Notes.ShiftField]));
        var pitch = field <= Notes.PitchField ? 0 : chosen[Notes.PitchField];
        _keyboard!.Tell(Vocabulary.OutputFields[field].Name, onset, field > Notes.InstrumentField && !IsGuarded(chosen) ? -1 : pitch, _traits[field]);
        return _traits[field];
    }

    public override bool IsEnd(int field, int value) => field == Notes.ShiftField && value == Notes.EndValue;

    public override bool IsGuarded(ReadOnlySpan<int> chosen) => Notes.InstrumentField < 0 || chosen[Notes.InstrumentField] != NoteCodec.DrumsInstrument;

    public override void Read(ReadOnlySpan<int> row, NoteLine line)
    {
        _sounding.Advance(Notes.Grid.CellOf(row[Notes.ShiftField]));
        var note = Notes.Decode(row, OnsetTicks);
        if (_isToldOfEnds && IsGuarded(row) && _sounding.TryFindEnd(row[Notes.DurationField], Notes.Grid, out var cells) && _masks.AllowsLength(cells))
            note = note with { DurationTicks = cells * Notes.CellTicks };
        Strike(row, note);
        note = note with { Velocity = (byte)Math.Clamp(Math.Round(note.Velocity + _feedback.VelocityOffset), 1, 127) };
        OnsetTicks = note.OnsetTicks;
        _feedback.Add(note);
        line.Begin(note);
    }

    public override void Write(in Note note, IRowTarget target)
    {
        Notes.Encode(note, OnsetTicks, _row);
        target.Append(_row);
        _sounding.Advance((note.OnsetTicks - OnsetTicks) / Notes.CellTicks);
        OnsetTicks = note.OnsetTicks;
        _feedback.Interrupt();
        Strike(_row, note);
    }

    public override bool WriteEnd(IRowTarget target)
    {
        Array.Clear(_row);
        _row[Notes.ShiftField] = Notes.EndValue;
        target.Append(_row);
        return true;
    }

    // While a wish is not followed yet, the model is not told how the music went on before it was wished; nor what it has repeated often enough, or played in another key.
    private int ExpectedOf(string contextField) =>
        _matches is { IsWorn: false, IsTransposed: false } matches && !_feedback.IsBehind ? Math.Max(0, matches.ValueOf(contextField)) : 0;

    private void Strike(ReadOnlySpan<int> row, in Note note)
    {
        _masks.Strike(row);
        if (!IsGuarded(row)) return;
        _copies?.Add(row[Notes.PitchField], row[Notes.ShiftField] != 0);
        _memory.Add(row[Notes.PitchField]);
        _sounding.Strike(note.DurationTicks / Notes.CellTicks);
        _keyboard?.Add(row[Notes.PitchField], note.OnsetTicks / Notes.CellTicks, note.DurationTicks / Notes.CellTicks, row[Notes.VelocityField]);
        _matches?.Add(row[Notes.PitchField], note.OnsetTicks / Notes.CellTicks, note.DurationTicks / Notes.CellTicks, row[Notes.VelocityField]);
    }
}
