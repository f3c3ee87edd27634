namespace MusicGen.Training;

/// <summary>One reading of a piece: how it is transposed, stretched and shifted, and which controls are said.</summary>
/// <param name="Transpose">Semitones.</param>
/// <param name="TempoFactor">Factor of all times.</param>
/// <param name="VelocityShift">Added to velocities.</param>
/// <param name="ControlsSaid">Bit per control: density, register, dynamics, polyphony, key, collection; and <see cref="MatchesHidden"/>.</param>
internal readonly record struct Reading(int Transpose, double TempoFactor, int VelocityShift, int ControlsSaid)
{
    /// <summary>Bit of <see cref="ControlsSaid"/>: how places heard before went on is not told.</summary>
    public const int MatchesHidden = 1 << 24;

    public static Reading Plain { get; } = new(0, 1, 0, 0);

    public static Reading Draw(RecipeOptions options, ref SplitMix random)
    {
        var transpose = random.Around(options.TransposeSemitones);
        var stretch = options.TimeBase == TimeBase.Performed ? 1 + options.TempoShare * (2 * random.Unit() - 1) : 1;
        var velocity = random.Around(options.VelocityShift);
        if (options.PlainShare > 0 && random.Unit() < options.PlainShare) (transpose, stretch, velocity) = (0, 1, 0);
        var said = (int)(random.Next() >> 40);
        var silent = random.Unit() < options.ControlsAbsentShare;
        var hidden = options.MatchesHiddenShare > 0 && random.Unit() < options.MatchesHiddenShare ? MatchesHidden : 0;
        if (silent || !options.Controls) return new(transpose, stretch, velocity, hidden);
        // Slow music is rare in the data: a density that is asked for must have been met. Unsteered readings keep the data's own tempo.
        if ((said & 1) != 0 && options.SteeredTempoFactor > 1 && options.TimeBase == TimeBase.Performed)
            stretch = Math.Pow(options.SteeredTempoFactor, 2 * random.Unit() - 1);
        return new(transpose, stretch, velocity, said | hidden);
    }
}

/// <summary>A piece as the network takes it. Rows: one per note and one for the end of the piece.</summary>
/// <param name="Rows">(rows, F) values of the output fields.</param>
/// <param name="Context">(rows, context fields) values in force when the row is predicted.</param>
/// <param name="Count">Number of rows.</param>
internal sealed record EncodedPiece(int[] Rows, int[] Context, int Count)
{
    /// <summary>Whether the last row says only that the piece ends, in its first field.</summary>
    public bool HasEndRow { get; init; } = true;

    /// <summary>(rows − 1) the notes in whole cells, where rows are notes: what their traits are told by.</summary>
    public IReadOnlyList<Note> Notes { get; init; } = [];

    /// <summary>(rows) which rows begin a note, where not every row does.</summary>
    public bool[]? NoteRows { get; init; }

    /// <summary>(rows) bits that each length leaves open, where that is told by more than its value.</summary>
    public float[]? LengthRemainders { get; init; }

    /// <summary>Notes of the piece.</summary>
    public int NoteCount => NoteRows?.Count(isNote => isNote) ?? Count - (HasEndRow ? 1 : 0);

    /// <summary>Whether a field of a row is music and not filler.</summary>
    public bool IsCounted(int row, int field) => field == 0 || !HasEndRow || row < Count - 1;
}

/// <summary>Turns a piece and a reading into rows for the network; the note coding itself is <see cref="NoteCodec"/>.</summary>
internal sealed class PieceEncoder(Vocabulary vocabulary)
{
    private const int KeyBit = 1 << 4, CollectionBit = 1 << 5;
    private readonly NoteCodec _codec = new(vocabulary);
    private readonly BinRemainder _remainder = new(vocabulary);

    public NoteCodec Codec => _codec;

    /// <summary>Rows of a reading of a piece.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="reading">How it is read.</param>
    /// <param name="collection">Value of the collection control where it is said: 1 for the first of the dataset's sources; 0 = none.</param>
    public EncodedPiece Encode(Piece piece, Reading reading, int collection = 0)
    {
        var notes = _codec.Quantise(Vary(piece, reading));
        var context = new int[(notes.Length + 1) * vocabulary.ContextFields.Count];
        WriteContext(notes, piece.Metres, reading.ControlsSaid, collection, context);
        return new EncodedPiece(_codec.EncodeAll(notes), context, notes.Length + 1) { Notes = notes, LengthRemainders = LengthRemaindersOf(notes) };
    }

    private float[]? LengthRemaindersOf(Note[] notes)
    {
        if (vocabulary.ContextIndex(FieldNames.Sounding) < 0) return null;
        var bits = new float[notes.Length + 1];
        var sounding = new SoundingMemory();
        long onset = 0;
        for (var i = 0; i < notes.Length; i++)
        {
            var cells = notes[i].DurationTicks / _codec.CellTicks;
            sounding.Advance((notes[i].OnsetTicks - onset) / _codec.CellTicks);
            onset = notes[i].OnsetTicks;
            bits[i] = (float)(notes[i].IsDrum ? _remainder.Bits(_codec.DurationField, _codec.Grid.BinOf(cells)) : _remainder.LengthBits(cells, sounding));
            if (!notes[i].IsDrum) sounding.Strike(cells);
        }

        return bits;
    }

    public static Piece Vary(Piece piece, Reading reading)
    {
        if (reading.Transpose == 0 && reading.TempoFactor == 1 && reading.VelocityShift == 0) return piece;
        var notes = piece.Notes.Select(n => n with
        {
            Pitch = n.IsDrum ? n.Pitch : (byte)Fold(n.Pitch + reading.Transpose),
            Velocity = (byte)Math.Clamp(n.Velocity + reading.VelocityShift, 1, 127),
        });
        var tempo = reading.TempoFactor == 1 ? piece.Tempo : new PieceTempo(piece.Tempo.Changes.Select(
            c => (c.Ticks, Math.Clamp((int)Math.Round(c.MicrosecondsPerQuarter * reading.TempoFactor), 1, 16_777_215))));
        return new Piece(piece.Name, notes, tempo, piece.Metres);
    }

    /// <summary>A pitch moved past the ends comes back by an octave.</summary>
    private static int Fold(int pitch) => pitch < 0 ? pitch + 12 : pitch > 127 ? pitch - 12 : pitch;

    private void WriteContext(Note[] notes, IReadOnlyList<MetreChange> metres, int said, int collection, int[] context)
    {
        var width = vocabulary.ContextFields.Count;
        if (width == 0) return;
        var bar = vocabulary.ContextIndex(FieldNames.BarPosition);
        var fields = vocabulary.ContextFields;
        var memory = new PitchMemory();
        var sounding = new SoundingMemory();
        var matches = vocabulary.ContextIndex(FieldNames.Match) >= 0 && (said & Reading.MatchesHidden) == 0 ? new MatchMemory(vocabulary.TimeBase) : null;
        for (var i = 0; i <= notes.Length; i++)
        {
            if (i > 0)
            {
                sounding.Advance((notes[i - 1].OnsetTicks - (i > 1 ? notes[i - 2].OnsetTicks : 0)) / _codec.CellTicks);
                if (!notes[i - 1].IsDrum)
                {
                    memory.Add(notes[i - 1].Pitch);
                    sounding.Strike(notes[i - 1].DurationTicks / _codec.CellTicks);
                    matches?.Add(notes[i - 1].Pitch, notes[i - 1].OnsetTicks / _codec.CellTicks, notes[i - 1].DurationTicks / _codec.CellTicks, VelocityBins.BinOf(notes[i - 1].Velocity));
                }
            }

            var row = context.AsSpan(i * width, width);
            if (bar >= 0) row[bar] = BarPositions.ValueAt(i == 0 ? 0 : notes[i - 1].OnsetTicks, metres);
            for (var k = 0; k < width; k++)
            {
                var value = Math.Max(memory.ValueOf(fields[k].Name), sounding.ValueOf(fields[k].Name, vocabulary.TimeBase));
                if (matches is not null) value = Math.Max(value, matches.ValueOf(fields[k].Name));
                if (value >= 0) row[k] = value;
            }

            // The end of the piece is asked for under the controls of its last note: their absence must not tell it.
            if (said != 0 && notes.Length > 0) WriteControls(notes.AsSpan(Math.Min(i, notes.Length - 1)), said, collection, row);
        }
    }

    private void WriteControls(ReadOnlySpan<Note> coming, int said, int collection, Span<int> row)
    {
        var controls = vocabulary.ContextIndex(FieldNames.Density);
        if (controls >= 0)
        {
            Span<int> levels = stackalloc int[Controls.Fields.Count];
            var ticksPerSecond = vocabulary.TimeBase == TimeBase.Performed ? 1000.0 : 2.0 * MusicalTime.Ppqn;
            Controls.Measure(coming[..Math.Min(Controls.WindowNotes, coming.Length)], ticksPerSecond, levels);
            for (var k = 0; k < levels.Length; k++)
                if ((said >> k & 1) != 0) row[controls + k] = levels[k];
        }

        var key = vocabulary.ContextIndex(FieldNames.Key);
        if (key >= 0 && (said & KeyBit) != 0) row[key] = Controls.MeasureKey(coming[..Math.Min(Controls.KeyWindowNotes, coming.Length)]);
        var kind = vocabulary.ContextIndex(FieldNames.Collection);
        if (kind >= 0 && (said & CollectionBit) != 0) row[kind] = collection;
    }
}
