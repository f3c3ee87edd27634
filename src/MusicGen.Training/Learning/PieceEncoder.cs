namespace MusicGen.Training;

/// <summary>One reading of a piece: how it is transposed, stretched and shifted, and which controls are said.</summary>
/// <param name="Transpose">Semitones.</param>
/// <param name="TempoFactor">Factor of all times.</param>
/// <param name="VelocityShift">Added to velocities.</param>
/// <param name="ControlsSaid">Bit per control field.</param>
internal readonly record struct Reading(int Transpose, double TempoFactor, int VelocityShift, int ControlsSaid)
{
    public static Reading Plain { get; } = new(0, 1, 0, 0);

    public static Reading Draw(RecipeOptions options, ref SplitMix random)
    {
        var transpose = random.Around(options.TransposeSemitones);
        var stretch = options.TimeBase == TimeBase.Performed ? 1 + options.TempoShare * (2 * random.Unit() - 1) : 1;
        var velocity = random.Around(options.VelocityShift);
        var said = (int)(random.Next() >> 40);
        var silent = random.Unit() < options.ControlsAbsentShare;
        return new(transpose, stretch, velocity, silent || !options.Controls ? 0 : said);
    }
}

/// <summary>A piece as the network takes it. Rows: one per note and one for the end of the piece.</summary>
/// <param name="Rows">(rows, F) values of the output fields.</param>
/// <param name="Context">(rows, context fields) values in force when the row is predicted.</param>
/// <param name="Count">Number of rows.</param>
internal sealed record EncodedPiece(int[] Rows, int[] Context, int Count);

/// <summary>Turns a piece and a reading into rows for the network; the note coding itself is <see cref="NoteCodec"/>.</summary>
internal sealed class PieceEncoder(Vocabulary vocabulary)
{
    private readonly NoteCodec _codec = new(vocabulary);

    public NoteCodec Codec => _codec;

    public EncodedPiece Encode(Piece piece, Reading reading)
    {
        var notes = _codec.Quantise(Vary(piece, reading));
        var context = new int[(notes.Length + 1) * vocabulary.ContextFields.Count];
        WriteContext(notes, piece.Metres, reading.ControlsSaid, context);
        return new EncodedPiece(_codec.EncodeAll(notes), context, notes.Length + 1);
    }

    private static Piece Vary(Piece piece, Reading reading)
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

    private void WriteContext(Note[] notes, IReadOnlyList<MetreChange> metres, int said, int[] context)
    {
        var width = vocabulary.ContextFields.Count;
        if (width == 0) return;
        var bar = vocabulary.ContextIndex(FieldNames.BarPosition);
        var controls = vocabulary.ContextIndex(FieldNames.Density);
        var ticksPerSecond = vocabulary.TimeBase == TimeBase.Performed ? 1000.0 : 2.0 * MusicalTime.Ppqn;
        Span<int> levels = stackalloc int[Controls.Fields.Count];
        for (var i = 0; i <= notes.Length; i++)
        {
            var row = context.AsSpan(i * width, width);
            if (bar >= 0) row[bar] = BarPositions.ValueAt(i == 0 ? 0 : notes[i - 1].OnsetTicks, metres);
            if (controls < 0 || said == 0 || i == notes.Length) continue;
            Controls.Measure(notes.AsSpan(i, Math.Min(Controls.WindowNotes, notes.Length - i)), ticksPerSecond, levels);
            for (var k = 0; k < levels.Length; k++)
                if ((said >> k & 1) != 0) row[controls + k] = levels[k];
        }
    }
}
