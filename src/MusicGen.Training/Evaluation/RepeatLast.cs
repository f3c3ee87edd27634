namespace MusicGen.Training;

/// <summary>Share of rows that equal the row before: the floor that shows whether an accuracy means anything.</summary>
internal static class RepeatLast
{
    public static double[] TopOne(IReadOnlyList<EncodedPiece> pieces, Vocabulary vocabulary)
    {
        var fields = vocabulary.OutputFields.Count;
        var right = new long[fields];
        long rows = 0;
        foreach (var piece in pieces)
        {
            for (var row = 1; row < piece.Count - (piece.HasEndRow ? 1 : 0); row++, rows++)
                for (var f = 0; f < fields; f++)
                    if (piece.Rows[row * fields + f] == piece.Rows[(row - 1) * fields + f]) right[f]++;
        }

        return [.. right.Select(r => (double)r / Math.Max(1, rows))];
    }
}
