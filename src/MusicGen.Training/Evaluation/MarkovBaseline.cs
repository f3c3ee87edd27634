namespace MusicGen.Training;

/// <summary>
/// A field predicted from its own last values by interpolated Witten–Bell counts (Witten and Bell 1991): order 0 is the
/// unigram, 1 the bigram, 4 the strong baseline. Trained and scored on the same rows as the model.
/// </summary>
internal sealed class MarkovBaseline(int order, Representation representation)
{
    private readonly Dictionary<ulong, Dictionary<int, int>>[] _counts =
        [.. Enumerable.Range(0, representation.Vocabulary.OutputFields.Count).Select(_ => new Dictionary<ulong, Dictionary<int, int>>())];

    public MarkovBaseline(int order, Vocabulary vocabulary)
        : this(order, Representation.Of(vocabulary))
    {
    }

    public int Order { get; } = order;

    public void Learn(IEnumerable<EncodedPiece> pieces)
    {
        foreach (var piece in pieces)
            Walk(piece, (field, row, value) =>
            {
                for (var n = 0; n <= Order; n++)
                {
                    var table = _counts[field];
                    var context = Context(piece, field, row, n);
                    if (!table.TryGetValue(context, out var next)) table[context] = next = [];
                    next[value] = next.GetValueOrDefault(value) + 1;
                }
            });
    }

    public Score Run(IReadOnlyList<EncodedPiece> pieces)
    {
        var score = new Score(representation.Vocabulary.OutputFields, pieces.Count);
        for (var p = 0; p < pieces.Count; p++)
        {
            var piece = pieces[p];
            var index = p;
            Walk(piece, (field, row, value) =>
            {
                score.Bits[index, field] += -Math.Log2(Probability(piece, field, row, value)) + representation.RemainderBits(piece, row, field);
                score.Rows[field]++;
                if (Best(piece, field, row) == value) score.Right[field]++;
            });
            score.Notes[p] = piece.NoteCount;
        }

        return score;
    }

    private void Walk(EncodedPiece piece, Action<int, int, int> visit)
    {
        var fields = representation.Vocabulary.OutputFields.Count;
        for (var row = 0; row < piece.Count; row++)
            for (var f = 0; f < fields; f++)
                if (piece.IsCounted(row, f))
                    visit(f, row, piece.Rows[row * fields + f]);
    }

    private double Probability(EncodedPiece piece, int field, int row, int value)
    {
        var p = 1.0 / representation.Vocabulary.OutputFields[field].Size;
        for (var n = 0; n <= Order; n++)
        {
            if (!_counts[field].TryGetValue(Context(piece, field, row, n), out var next)) break;
            double total = next.Values.Sum(), kinds = next.Count;
            p = (next.GetValueOrDefault(value) + kinds * p) / (total + kinds);
        }

        return p;
    }

    /// <summary>Most frequent value after the longest context seen.</summary>
    private int Best(EncodedPiece piece, int field, int row)
    {
        for (var n = Order; n >= 0; n--)
            if (_counts[field].TryGetValue(Context(piece, field, row, n), out var next))
                return next.MaxBy(c => c.Value).Key;
        return 0;
    }

    private ulong Context(EncodedPiece piece, int field, int row, int length)
    {
        var fields = representation.Vocabulary.OutputFields.Count;
        ulong key = (ulong)length + 1;
        for (var k = row - length; k < row; k++)
            key = (key + (ulong)(k < 0 ? 1 : piece.Rows[k * fields + field] + 2)) * 0x9E3779B97F4A7C15;
        return key;
    }
}
