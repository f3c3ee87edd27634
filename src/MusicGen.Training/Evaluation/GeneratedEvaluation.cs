namespace MusicGen.Training;

/// <summary>
/// Measures generated music against held-out music of the same length: distributions with a ceiling (one half of the human music against the other)
/// and a floor (its notes shuffled), single figures, and copying from the training pieces.
/// </summary>
internal sealed class GeneratedEvaluation(NoteCodec codec, double seconds, int count)
{
    private const double CopyLimit = 0.15;

    /// <param name="generated">Generated pieces; an excerpt of each is taken.</param>
    /// <param name="heldOut">Human pieces that no model has seen.</param>
    /// <param name="training">Human pieces that the model has seen.</param>
    /// <param name="stream">Figures of a stream, or null.</param>
    /// <exception cref="InvalidDataException">Too little music to compare.</exception>
    public GeneratedReport Run(IReadOnlyList<Piece> generated, IReadOnlyList<Piece> heldOut, IReadOnlyList<Piece> training, StreamFigures? stream = null)
    {
        var made = Excerpts.Cut(generated, codec, seconds, count);
        // Halves by piece: excerpts of one piece on both sides would raise the ceiling.
        var human = Excerpts.Cut([.. heldOut.Where((_, i) => i % 2 == 0)], codec, seconds, count);
        var other = Excerpts.Cut([.. heldOut.Where((_, i) => i % 2 == 1)], codec, seconds, count);
        foreach (var (what, found) in new[] { ("generated", made.Count), ("held-out", human.Count), ("held-out, second half of the pieces,", other.Count) })
            if (found < 4) throw new InvalidDataException($"At least 4 {what} excerpts with {Excerpts.LeastNotes} notes expected, found {found}; give more pieces, or shorter excerpts with --seconds.");
        Piece[] shuffled = [.. other.Select((piece, i) => Excerpts.Shuffle(piece, i + 1))];
        var features = Features(human, made, shuffled, other);
        var copies = new CopyCheck(training, codec);
        double Mean(Func<FeatureRow, double> area) => features.Take(ExcerptFeatures.PaperFeatures).Average(area);
        return new GeneratedReport(
            new(made.Count, shuffled.Length, human.Count), seconds,
            new(Mean(row => row.Generated.Area), Mean(row => row.Floor.Area), Mean(row => row.Human.Area)),
            features, Measures(made, shuffled, other),
            new(Copies(copies, made), Copies(copies, shuffled), Copies(copies, other)), stream);
    }

    private static List<FeatureRow> Features(IReadOnlyList<Piece> human, IReadOnlyList<Piece> made, IReadOnlyList<Piece> shuffled, IReadOnlyList<Piece> other)
    {
        double[][][] Of(IReadOnlyList<Piece> set) => [.. set.Select(ExcerptFeatures.Of)];
        double[][][] reference = Of(human), generated = Of(made), floor = Of(shuffled), ceiling = Of(other);
        var rows = new List<FeatureRow>();
        for (var f = 0; f < ExcerptFeatures.Names.Count; f++)
        {
            var right = Select(reference);
            rows.Add(new FeatureRow(ExcerptFeatures.Names[f], FeatureOverlap.Of(right, Select(generated)), FeatureOverlap.Of(right, Select(floor)), FeatureOverlap.Of(right, Select(ceiling))));
            double[][] Select(double[][][] set) => [.. set.Select(vectors => vectors[f])];
        }

        return rows;
    }

    private static List<MeasureRow> Measures(IReadOnlyList<Piece> made, IReadOnlyList<Piece> shuffled, IReadOnlyList<Piece> other)
    {
        double[] Means(IReadOnlyList<Piece> set)
        {
            var values = set.Select(MusicMeasures.Of).ToArray();
            return [.. MusicMeasures.Names.Select((_, m) => values.Average(row => row[m]))];
        }

        double[] generated = Means(made), floor = Means(shuffled), human = Means(other);
        return [.. MusicMeasures.Names.Select((name, m) => new MeasureRow(name, new(generated[m], floor[m], human[m])))];
    }

    private static CopyFigures Copies(CopyCheck check, IReadOnlyList<Piece> set)
    {
        var found = set.Select(check.Of).ToArray();
        return new CopyFigures(found.Average(f => f.Share), found.Max(f => f.Share), found.Count(f => f.Share > CopyLimit), found.Max(f => f.LongestRun));
    }
}
