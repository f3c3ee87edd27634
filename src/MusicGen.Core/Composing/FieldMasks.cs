namespace MusicGen.Core;

/// <summary>
/// The hard rules of steering as masks over field values, applied to the logits before anything is drawn: a value that is
/// masked cannot be composed. Part of <see cref="Composer"/>.
/// </summary>
/// <remarks>Single-threaded. No member allocates after construction.</remarks>
internal sealed class FieldMasks
{
    private readonly NoteCodec _codec;
    private readonly bool[] _shift, _instrument, _steeredPitch, _pitch, _everyPitch, _duration;
    // (instruments, 2) pitches already struck at the onset composed last, one bit each.
    private readonly ulong[] _struck;
    private int _struckCount;
    private double _longestCells;

    public FieldMasks(NoteCodec codec)
    {
        _codec = codec;
        _shift = new bool[codec.EndValue + 1];
        _instrument = new bool[NoteCodec.DrumsInstrument + 1];
        _steeredPitch = new bool[128];
        _pitch = new bool[128];
        _everyPitch = new bool[128];
        Array.Fill(_everyPitch, true);
        _duration = new bool[codec.Grid.BinCount];
        _struck = new ulong[(NoteCodec.DrumsInstrument + 1) * 2];
    }

    /// <summary>Numbers that <see cref="Save"/> writes.</summary>
    public int StateLength => _struck.Length;

    /// <summary>Puts the rules of a steering in force.</summary>
    /// <param name="steering">Checked steering.</param>
    /// <param name="ticksPerSecond">Ticks a second as heard.</param>
    public void Apply(Steering steering, double ticksPerSecond)
    {
        for (var pitch = 0; pitch < 128; pitch++) _steeredPitch[pitch] = steering.AllowsPitch(pitch);
        for (var i = 0; i < _instrument.Length; i++) _instrument[i] = (steering.Instruments >> i & 1) != 0;
        _longestCells = steering.MaxNoteSeconds * ticksPerSecond / _codec.CellTicks;
        // Bin 0 is no time at all: no note of the data has it.
        for (var bin = 1; bin < _duration.Length; bin++) _duration[bin] = bin == 1 || AllowsLength(_codec.Grid.CellOf(bin));
        var longestShift = steering.MaxRestSeconds * ticksPerSecond / _codec.CellTicks;
        for (var bin = 0; bin < _shift.Length - 1; bin++) _shift[bin] = bin <= 1 || _codec.Grid.CellOf(bin) <= longestShift;
    }

    /// <summary>Whether a note may be so long.</summary>
    public bool AllowsLength(long cells) => cells <= _longestCells;

    /// <summary>The mask of a field, given the fields drawn before it.</summary>
    /// <param name="field">Output field about to be drawn.</param>
    /// <param name="chosen">Values drawn so far.</param>
    /// <param name="mayEnd">Whether the piece may end here.</param>
    /// <param name="maxPolyphony">Most notes on one onset.</param>
    /// <returns>The mask, empty = all allowed; valid until the next call.</returns>
    public ReadOnlySpan<bool> Of(int field, ReadOnlySpan<int> chosen, bool mayEnd, int maxPolyphony)
    {
        if (field == _codec.ShiftField)
        {
            _shift[_codec.EndValue] = mayEnd;
            _shift[0] = _struckCount < maxPolyphony;
            return _shift;
        }

        if (field == _codec.InstrumentField) return _instrument;
        if (field == _codec.DurationField) return _duration;
        return field == _codec.PitchField ? PitchMask(chosen) : default;
    }

    /// <summary>Notes a composed note: what is struck already cannot be struck again at the same onset.</summary>
    public void Strike(ReadOnlySpan<int> values)
    {
        if (values[_codec.ShiftField] != 0) Clear();
        var pitch = values[_codec.PitchField];
        _struck[InstrumentOf(values) * 2 + (pitch >> 6)] |= 1UL << (pitch & 63);
        _struckCount++;
    }

    /// <summary>Forgets what was struck.</summary>
    public void Clear()
    {
        Array.Clear(_struck);
        _struckCount = 0;
    }

    /// <summary>Copies what was struck out.</summary>
    public int Save(Span<ulong> state)
    {
        _struck.CopyTo(state);
        return _struckCount;
    }

    /// <summary>Puts back what was struck.</summary>
    public void Load(ReadOnlySpan<ulong> state, int count)
    {
        state.CopyTo(_struck);
        _struckCount = count;
    }

    private ReadOnlySpan<bool> PitchMask(ReadOnlySpan<int> chosen)
    {
        var known = _codec.InstrumentField < chosen.Length;
        var instrument = known ? InstrumentOf(chosen) : 0;
        var steered = instrument == NoteCodec.DrumsInstrument ? _everyPitch : _steeredPitch;
        var sameOnset = _codec.ShiftField < chosen.Length && chosen[_codec.ShiftField] == 0;
        if (!sameOnset || !known || _struckCount == 0) return steered;
        var left = false;
        for (var pitch = 0; pitch < 128; pitch++)
        {
            var isStruck = (_struck[instrument * 2 + (pitch >> 6)] >> (pitch & 63) & 1) != 0;
            _pitch[pitch] = steered[pitch] && !isStruck;
            left |= _pitch[pitch];
        }

        // A range of one pitch, struck already: a second strike does less harm than a pitch out of range; the scheduler drops it.
        return left ? _pitch : steered;
    }

    private int InstrumentOf(ReadOnlySpan<int> values) => _codec.InstrumentField >= 0 ? values[_codec.InstrumentField] : 0;
}
