namespace MusicGen.Training;

/// <summary>Held-out figures of one model on some pieces, in bits.</summary>
/// <param name="fields">Output fields in order.</param>
/// <param name="pieces">Number of pieces.</param>
/// <param name="folds">Classes to fold fields onto while scoring; null: none.</param>
internal sealed class Score(IReadOnlyList<Field> fields, int pieces, IReadOnlyList<Fold>? folds = null)
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

    /// <summary>Classes that fields are folded onto.</summary>
    public IReadOnlyList<Fold> Folds { get; } = folds ?? [];

    /// <summary>(folds) rows whose class with the most mass was the right one.</summary>
    public long[] FoldedRight { get; } = new long[folds?.Count ?? 0];

    /// <summary>(folds) rows counted.</summary>
    public long[] FoldedRows { get; } = new long[folds?.Count ?? 0];

    public long NoteCount => Notes.Sum();

    public double BitsPerNote => Enumerable.Range(0, Fields.Count).Sum(FieldBitsPerNote);

    public double FieldBitsPerNote(int field)
    {
        double sum = 0;
        for (var p = 0; p < Notes.Length; p++) sum += Bits[p, field];
        return sum / Math.Max(1, NoteCount);
    }

    public double TopOne(int field) => (double)Right[field] / Math.Max(1, Rows[field]);

    /// <summary>Share of right first guesses among the classes of one fold.</summary>
    public double FoldedTopOne(int fold) => (double)FoldedRight[fold] / Math.Max(1, FoldedRows[fold]);

    /// <summary>Counts one row of a fold.</summary>
    /// <param name="fold">Index of the fold.</param>
    /// <param name="value">True value of its field.</param>
    /// <param name="best">Class with the most mass.</param>
    public void AddFolded(int fold, long value, long best)
    {
        FoldedRows[fold]++;
        if (Folds[fold].ClassOf[value] == best) FoldedRight[fold]++;
    }
}
