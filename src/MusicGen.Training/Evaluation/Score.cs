namespace MusicGen.Training;

/// <summary>Held-out figures of one model on some pieces, in bits.</summary>
/// <param name="Fields">Output fields in order.</param>
internal sealed class Score(IReadOnlyList<Field> fields, int pieces)
{
    public IReadOnlyList<Field> Fields { get; } = fields;

    /// <summary>(pieces, F) bits of each piece and field, the remainder of coarse bins included.</summary>
    public double[,] Bits { get; } = new double[pieces, fields.Count];

    /// <summary>(pieces) notes of each piece; the end of the piece is charged to its notes.</summary>
    public long[] Notes { get; } = new long[pieces];

    /// <summary>(F) rows whose best value was the right one.</summary>
    public long[] Right { get; } = new long[fields.Count];

    /// <summary>(F) rows counted.</summary>
    public long[] Rows { get; } = new long[fields.Count];

    public long NoteCount => Notes.Sum();

    public double BitsPerNote => Enumerable.Range(0, Fields.Count).Sum(FieldBitsPerNote);

    public double FieldBitsPerNote(int field)
    {
        double sum = 0;
        for (var p = 0; p < Notes.Length; p++) sum += Bits[p, field];
        return sum / Math.Max(1, NoteCount);
    }

    public double TopOne(int field) => (double)Right[field] / Math.Max(1, Rows[field]);
}
