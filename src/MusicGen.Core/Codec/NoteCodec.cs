namespace MusicGen.Core;

/// <summary>
/// Notes ↔ field values, both ways. The same code prepares training data and plays: encode a piece to rows of
/// <see cref="Vocabulary.OutputFields"/> values, or decode one row at a time while composing.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class NoteCodec
{
    /// <summary>Ticks in one cell: 10 ms when performed (at one tick a millisecond), 1/24 quarter when metric.</summary>
    public const int PerformedCellTicks = 10;

    /// <summary>Ticks in one metric cell.</summary>
    public const int MetricCellTicks = MusicalTime.Ppqn / 24;

    /// <summary>Instrument value of drums.</summary>
    public const int DrumsInstrument = 16;

    private readonly TimeGrid _grid;
    private readonly int _shift, _instrument, _pitch, _duration, _velocity;

    /// <summary>Makes the codec of a vocabulary.</summary>
    /// <exception cref="ArgumentException">The vocabulary lacks shift, pitch, duration or velocity, or has them in sizes this code does not know.</exception>
    public NoteCodec(Vocabulary vocabulary)
    {
        Vocabulary = vocabulary ?? throw new ArgumentNullException(nameof(vocabulary));
        _grid = TimeGrid.Of(vocabulary.TimeBase);
        _shift = Require(FieldNames.Shift, _grid.BinCount + 1);
        _instrument = vocabulary.OutputIndex(FieldNames.Instrument);
        _pitch = Require(FieldNames.Pitch, 128);
        _duration = Require(FieldNames.Duration, _grid.BinCount);
        _velocity = Require(FieldNames.Velocity, VelocityBins.Count);
        CellTicks = vocabulary.TimeBase == TimeBase.Performed ? PerformedCellTicks : MetricCellTicks;
    }

    /// <summary>The standard note vocabulary.</summary>
    /// <param name="timeBase">Performed or metric.</param>
    /// <param name="instruments">Whether notes carry an instrument field.</param>
    /// <param name="controls">Whether control inputs are there.</param>
    /// <param name="key">Whether key and mode are a control input too.</param>
    /// <param name="collection">Whether the training collection is a control input too.</param>
    /// <param name="memory">Whether pitches further back and the key so far are inputs too.</param>
    /// <param name="sounding">Whether it is an input how long notes still sound.</param>
    /// <param name="matches">Whether it is an input how a place heard before goes on.</param>
    /// <param name="keyboard">Whether values have traits: what each key did last.</param>
    public static Vocabulary CreateVocabulary(
        TimeBase timeBase, bool instruments = false, bool controls = true, bool key = false, bool collection = false, bool memory = false, bool sounding = false, bool matches = false,
        bool keyboard = false)
    {
        var grid = TimeGrid.Of(timeBase);
        List<Field> output = [new(FieldNames.Shift, grid.BinCount + 1)];
        if (instruments) output.Add(new(FieldNames.Instrument, DrumsInstrument + 1));
        output.AddRange(
            [new(FieldNames.Pitch, 128), new(FieldNames.Duration, grid.BinCount), new(FieldNames.Velocity, VelocityBins.Count)]);
        List<Field> context = [];
        if (timeBase == TimeBase.Metric) context.Add(new(FieldNames.BarPosition, BarPositions.Count));
        if (controls) context.AddRange(Controls.Fields);
        if (key) context.Add(new(FieldNames.Key, Controls.KeyValues));
        if (collection) context.Add(new(FieldNames.Collection, Controls.CollectionValues));
        if (memory) context.AddRange(PitchMemory.Fields);
        if (sounding) context.AddRange(SoundingMemory.FieldsOf(timeBase));
        if (matches) context.AddRange(MatchMemory.FieldsOf(timeBase));
        return new Vocabulary(timeBase, output, context, keyboard ? KeyboardMemory.Traits : null);
    }

    /// <summary>The vocabulary coded by.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Ticks in one cell of time.</summary>
    public int CellTicks { get; }

    /// <summary>The shift value that means end of piece.</summary>
    public int EndValue => _grid.BinCount;

    /// <summary>Output field positions: shift.</summary>
    public int ShiftField => _shift;

    /// <summary>Output field positions: instrument, or −1.</summary>
    public int InstrumentField => _instrument;

    /// <summary>Output field positions: pitch.</summary>
    public int PitchField => _pitch;

    /// <summary>Output field positions: duration.</summary>
    public int DurationField => _duration;

    /// <summary>Output field positions: velocity.</summary>
    public int VelocityField => _velocity;

    /// <summary>The grid of shift and duration.</summary>
    public TimeGrid Grid => _grid;

    /// <summary>
    /// Notes of a piece in this codec's ticks and order: onsets and durations in whole cells (performed: through the
    /// piece's tempo map to milliseconds), sorted, equal (onset, pitch, instrument) merged to the longest, first onset at 0.
    /// </summary>
    public Note[] Quantise(Piece piece)
    {
        ArgumentNullException.ThrowIfNull(piece);
        var notes = new List<Note>(piece.Notes.Count);
        foreach (var note in piece.Notes)
        {
            var onset = CellsAt(piece.Tempo, note.OnsetTicks);
            var duration = Math.Max(1, CellsAt(piece.Tempo, note.EndTicks) - onset);
            notes.Add(note with { OnsetTicks = onset * CellTicks, DurationTicks = duration * CellTicks });
        }

        notes.Sort();
        return MergeUnisons(notes);
    }

    /// <summary>Values of one note, given the onset before it.</summary>
    /// <param name="note">A note in whole cells (<see cref="Quantise"/>).</param>
    /// <param name="previousOnsetTicks">Onset of the note before, 0 for the first.</param>
    /// <param name="values">Receives one value per output field.</param>
    public void Encode(in Note note, long previousOnsetTicks, Span<int> values)
    {
        values[_shift] = _grid.BinOf((note.OnsetTicks - previousOnsetTicks) / CellTicks);
        if (_instrument >= 0) values[_instrument] = note.IsDrum ? DrumsInstrument : note.Program / 8;
        values[_pitch] = note.Pitch;
        values[_duration] = _grid.BinOf(note.DurationTicks / CellTicks);
        values[_velocity] = VelocityBins.BinOf(note.Velocity);
    }

    /// <summary>The note of one row of values. The end-of-piece shift is the caller's to look for first.</summary>
    /// <param name="values">One value per output field.</param>
    /// <param name="previousOnsetTicks">Onset of the note before, 0 for the first.</param>
    public Note Decode(ReadOnlySpan<int> values, long previousOnsetTicks)
    {
        var instrument = _instrument >= 0 ? values[_instrument] : 0;
        var onset = previousOnsetTicks + (long)_grid.CellOf(Math.Min(values[_shift], _grid.BinCount - 1)) * CellTicks;
        var duration = Math.Max(1L, _grid.CellOf(values[_duration])) * CellTicks;
        return new Note(
            onset, duration, (byte)values[_pitch], VelocityBins.VelocityOf(values[_velocity]),
            instrument == DrumsInstrument ? Note.DrumChannel : (byte)0,
            instrument == DrumsInstrument ? (byte)0 : (byte)(instrument * 8));
    }

    /// <summary>
    /// A whole piece as rows: one per note, then the end-of-piece row (other fields 0), row-major
    /// (notes + 1, output fields).
    /// </summary>
    /// <param name="notes">Notes in whole cells and score order.</param>
    public int[] EncodeAll(ReadOnlySpan<Note> notes)
    {
        var width = Vocabulary.OutputFields.Count;
        var rows = new int[(notes.Length + 1) * width];
        long onset = 0;
        for (var i = 0; i < notes.Length; i++)
        {
            Encode(notes[i], onset, rows.AsSpan(i * width, width));
            onset = notes[i].OnsetTicks;
        }

        rows[notes.Length * width + _shift] = EndValue;
        return rows;
    }

    private long CellsAt(PieceTempo tempo, long ticks) => Vocabulary.TimeBase == TimeBase.Performed
        ? (long)Math.Round(tempo.SecondsAt(ticks) * 1000 / PerformedCellTicks, MidpointRounding.AwayFromZero)
        : (ticks + MetricCellTicks / 2) / MetricCellTicks;

    private Note[] MergeUnisons(List<Note> sorted)
    {
        var first = sorted.Count > 0 ? sorted[0].OnsetTicks : 0;
        var merged = new List<Note>(sorted.Count);
        foreach (var note in sorted)
        {
            var shifted = note with { OnsetTicks = note.OnsetTicks - (Vocabulary.TimeBase == TimeBase.Performed ? first : 0) };
            var twin = TwinOf(shifted, merged);
            if (twin < 0)
            {
                merged.Add(shifted);
                continue;
            }

            merged[twin] = merged[twin] with
            {
                DurationTicks = Math.Max(merged[twin].DurationTicks, shifted.DurationTicks),
                Velocity = Math.Max(merged[twin].Velocity, shifted.Velocity),
            };
        }

        return [.. merged];
    }

    // Between two notes of one instrument on different channels those of other instruments may lie.
    private int TwinOf(in Note note, List<Note> merged)
    {
        for (var i = merged.Count - 1; i >= 0 && merged[i].OnsetTicks == note.OnsetTicks && merged[i].Pitch == note.Pitch; i--)
            if (_instrument < 0 || (merged[i].IsDrum == note.IsDrum && (note.IsDrum || merged[i].Program / 8 == note.Program / 8))) return i;
        return -1;
    }

    private int Require(string name, int size)
    {
        var index = Vocabulary.OutputIndex(name);
        if (index < 0 || Vocabulary.OutputFields[index].Size != size)
        {
            var found = index < 0 ? "no such field" : $"{Vocabulary.OutputFields[index].Size} values";
            throw new ArgumentException($"Field '{name}' with {size} values expected in the vocabulary, found {found}; export the model again.");
        }

        return index;
    }
}
