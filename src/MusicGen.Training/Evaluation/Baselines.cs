using System.Globalization;

namespace MusicGen.Training;

/// <summary>The baselines every figure stands beside, trained and scored on the same rows as the model.</summary>
internal static class Baselines
{
    private static readonly (string Name, int Order)[] Chains = [("markov-4", 4), ("bigram", 1), ("unigram", 0)];

    /// <summary>The held-out table of models and baselines.</summary>
    /// <param name="models">Scores on <paramref name="heldOut"/>.</param>
    /// <param name="vocabulary">The models' vocabulary.</param>
    /// <param name="train">Pieces the baselines learn from.</param>
    /// <param name="heldOut">Pieces scored.</param>
    /// <param name="stop">Asks to stop.</param>
    public static string Table(IReadOnlyList<(string Name, Score Score)> models, Vocabulary vocabulary, IReadOnlyList<Piece> train, IReadOnlyList<Piece> heldOut, CancellationToken stop = default)
    {
        var encoder = Representation.Of(vocabulary);
        var learned = train.Select(p => encoder.Encode(p, Reading.Plain)).ToArray();
        var held = heldOut.Select(p => encoder.Encode(p, Reading.Plain)).ToArray();
        var columns = new List<(string, Score)>(models);
        foreach (var (name, order) in Chains)
        {
            var baseline = new MarkovBaseline(order, vocabulary);
            stop.ThrowIfCancellationRequested();
            baseline.Learn(learned.TakeWhile(_ => !stop.IsCancellationRequested));
            stop.ThrowIfCancellationRequested();
            columns.Add((name, baseline.Run(held)));
        }

        var cell = vocabulary.TimeBase == TimeBase.Performed ? "10 ms" : "1/24 quarter";
        var head = string.Create(CultureInfo.InvariantCulture, $"{held.Length} pieces, {columns[0].Item2.NoteCount} {encoder.Unit}s; times charged at {cell}, velocity at 32 levels; the unigram's first guess is the majority\n");
        var folded = FoldedTable.Format(models[0].Name, encoder, models[0].Score, train, heldOut);
        return head + HeldOutTable.Format(columns, encoder.Unit, RepeatLast.TopOne(held, vocabulary)) + (folded.Length > 0 ? "\n" + folded.TrimEnd('\n') + "\n" : "");
    }
}
