using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>The text of a comparison: models by note beside the baselines, then classes folded onto each other, then models that only know classes of their own.</summary>
internal static class ComparisonTable
{
    private static readonly string[] _parts = ["time", "pitch", "duration", "velocity"];

    public static string Format(IReadOnlyList<ComparedModel> models, IReadOnlyList<Piece> train, IReadOnlyList<Piece> test, int seeds, TrainOptions budget)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{test.Count} held-out pieces; {seeds} seed(s), {(budget.Iterations > 0 ? $"{budget.Iterations} iterations" : $"{budget.Minutes:0.##} {(budget.IsProcessorTime ? "processor " : "")}minutes")} each; 95 % intervals by bootstrap over pieces\n\n");
        ByNote(text, models, train, test);
        foreach (var model in models) text.Append(FoldedTable.Format(model.Name, model.Representation, model.Mean(), train, test));
        foreach (var model in models.Where(model => !model.Representation.IsChargedByNote)) ByRow(text, model, train, test);
        return text.ToString();
    }

    private static void ByNote(StringBuilder text, IReadOnlyList<ComparedModel> models, IReadOnlyList<Piece> train, IReadOnlyList<Piece> test)
    {
        var charged = models.Where(model => model.Representation.IsChargedByNote).ToList();
        if (charged.Count == 0) return;
        text.Append("bits per note (times at 10 ms, written music at 1/24 quarter; velocity at 32 levels)\n");
        text.Append("                          weights  notes read    time   pitch  duration velocity     sum  95 %           more than the first  seeds        validation\n");
        var first = charged[0].Mean();
        foreach (var model in charged)
        {
            var mean = ReferenceEquals(model, charged[0]) ? first : model.Mean();
            var bySeed = model.Scores.Select(score => score.BitsPerNote).ToArray();
            Line(text, first, model.Name, mean, string.Create(CultureInfo.InvariantCulture, $"{model.Parameters / 1e6,8:0.00} M{model.NotesRead / 1e6,9:0.00} M"),
                string.Create(CultureInfo.InvariantCulture, $"  {bySeed.Min():0.00}–{bySeed.Max():0.00}{model.ValidationBits,12:0.00}"));
        }

        foreach (var timeBase in charged.Where(model => model.Representation is NoteRepresentation).Select(model => model.Representation).DistinctBy(r => r.Vocabulary.TimeBase))
        {
            var (learned, held) = (Encode(timeBase, train), Encode(timeBase, test));
            foreach (var (name, order) in new[] { ("markov-4", 4), ("bigram", 1), ("unigram", 0) })
            {
                var chain = new MarkovBaseline(order, timeBase);
                chain.Learn(learned);
                Line(text, first, timeBase.Vocabulary.TimeBase == TimeBase.Metric ? name + ", metric" : name, chain.Run(held), new string(' ', 21), "");
            }

            Line(text, first, "uniform", Uniform(timeBase, held), new string(' ', 21), "");
        }

        text.Append('\n');
    }

    private static Score Uniform(Representation representation, IReadOnlyList<EncodedPiece> pieces)
    {
        var chain = new MarkovBaseline(0, representation);
        return chain.Run(pieces);
    }

    private static void Line(StringBuilder text, Score first, string name, Score score, string sizes, string more)
    {
        var (low, high) = HeldOutTable.Bootstrap(score);
        var (lowMore, highMore) = HeldOutTable.BootstrapDifference(score, first);
        var further = ReferenceEquals(score, first) ? "" : Range(lowMore, highMore);
        var bits = new Dictionary<string, double>();
        for (var f = 0; f < score.Fields.Count; f++) bits[PartOf(score.Fields[f].Name)] = bits.GetValueOrDefault(PartOf(score.Fields[f].Name)) + score.FieldBitsPerNote(f);
        text.Append(CultureInfo.InvariantCulture, $"  {name,-22}{sizes}");
        foreach (var part in _parts)
            text.Append((bits.TryGetValue(part, out var value) ? value.ToString("0.00", CultureInfo.InvariantCulture) : "-").PadLeft(part == "time" ? 8 : 9));
        text.Append(CultureInfo.InvariantCulture, $"{score.BitsPerNote,8:0.00}  {Range(low, high),-15}{further,-20}{more}\n");
    }

    private static string Range(double low, double high) => string.Create(CultureInfo.InvariantCulture, $"{low:0.00}–{high:0.00}");

    private static string PartOf(string field) => field switch { FieldNames.Shift or "step" => "time", _ => field };

    private static void ByRow(StringBuilder text, ComparedModel model, IReadOnlyList<Piece> train, IReadOnlyList<Piece> test)
    {
        var floors = Floors.Of(model.Representation, train, test);
        var mean = model.Mean();
        text.Append(CultureInfo.InvariantCulture, $"{model.Name}: bits per {model.Representation.RowName} in classes of its own, and right at first guess ({model.Parameters / 1e6:0.00} M weights, {model.NotesRead / 1e6:0.00} M rows read; validation {model.ValidationBits:0.00})\n");
        text.Append("                              model          markov-4          majority  repeat-last\n");
        // The 88 keys of a roll are one line: bits of all, accuracies of the mean key.
        foreach (var (name, first, count) in FieldGroups.Of(mean.Fields))
        {
            var group = Enumerable.Range(first, count);
            var label = count == 1 ? $"{name} of {mean.Fields[first].Size}" : name;
            text.Append(CultureInfo.InvariantCulture, $"  {label,-22}{group.Sum(mean.FieldBitsPerNote),6:0.00} {group.Average(mean.TopOne),7:P1}");
            text.Append(CultureInfo.InvariantCulture, $"{group.Sum(floors.Markov.FieldBitsPerNote),9:0.00} {group.Average(floors.Markov.TopOne),7:P1}{group.Sum(floors.Majority.FieldBitsPerNote),9:0.00} {group.Average(floors.Majority.TopOne),7:P1}{group.Average(f => floors.Repeat[f]),13:P1}\n");
        }

        text.Append('\n');
    }

    private static EncodedPiece[] Encode(Representation representation, IReadOnlyList<Piece> pieces) => [.. pieces.Select(piece => representation.Encode(piece, Reading.Plain))];
}
