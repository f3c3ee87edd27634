namespace MusicGen.Training;

/// <summary>
/// A row is a note as pitch, step since the note before and duration, as in the piano LSTM of TensorFlow's music tutorial; with velocity, if asked for,
/// instead of the constant that was its weakness. Times are seen as bins of the grid and predicted as seconds.
/// </summary>
internal sealed class StepRepresentation(bool hasVelocity) : Representation(new Vocabulary(
    TimeBase.Performed,
    [
        new(FieldNames.Pitch, 128), new(Step, TimeGrid.Performed.BinCount), new(FieldNames.Duration, TimeGrid.Performed.BinCount),
        .. hasVelocity ? new[] { new Field(FieldNames.Velocity, VelocityBins.Count) } : [],
    ],
    []))
{
    private const string Step = "step";
    private static readonly NoteCodec _codec = new(NoteCodec.CreateVocabulary(TimeBase.Performed));

    public override string RowName => "note";

    public override EncodedPiece Encode(Piece piece, Reading reading, int collection = 0)
    {
        var notes = _codec.Quantise(Vary(piece, reading));
        var rows = new List<int>();
        long onset = 0;
        foreach (var note in notes)
        {
            rows.AddRange([note.Pitch, _codec.Grid.BinOf((note.OnsetTicks - onset) / _codec.CellTicks), _codec.Grid.BinOf(note.DurationTicks / _codec.CellTicks)]);
            if (hasVelocity) rows.Add(VelocityBins.BinOf(note.Velocity));
            onset = note.OnsetTicks;
        }

        return new EncodedPiece([.. rows], [], notes.Length) { HasEndRow = false };
    }

    public override double RemainderBits(int field, int value) => field is 1 or 2 ? Math.Log2(_codec.Grid.WidthCells(value)) : 0;

    public override double NumberOf(int field, int value) => field is 1 or 2 ? _codec.Grid.CellOf(value) : value;

    /// <summary>Seconds for times; octaves from E4 and eighths of the range for what is learned as a number too in the <c>regression</c> recipe.</summary>
    public override (double Scale, double Offset) OutputScale(int field) => field switch { 0 => (12, 64), 3 => (8, 16), _ => (100, 0) };

    public override int ValueOf(int field, double number) => field is 1 or 2 ? _codec.Grid.BinOf((long)Math.Round(number)) : base.ValueOf(field, number);

    public override IReadOnlyList<Note> Decode(IReadOnlyList<int[]> rows)
    {
        var notes = new List<Note>();
        long onset = 0;
        foreach (var row in rows)
        {
            onset += _codec.Grid.CellOf(row[1]) * 10;
            notes.Add(new Note(onset, Math.Max(1, _codec.Grid.CellOf(row[2])) * 10, (byte)row[0], row.Length > 3 ? VelocityBins.VelocityOf(row[3]) : (byte)80));
        }

        return notes;
    }
}
