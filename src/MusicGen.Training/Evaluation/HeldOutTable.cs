using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>The table <c>evaluate</c> prints: bits per note and accuracies of models and baselines on the same notes.</summary>
internal static class HeldOutTable
{
    /// <param name="scores">Named scores in the order of the columns; all on the same pieces.</param>
    /// <param name="unit">What bits are counted by, see <see cref="Representation.Unit"/>.</param>
    /// <param name="repeatLast">(F) share of rows equal to the one before.</param>
    public static string Format(IReadOnlyList<(string Name, Score Score)> scores, string unit, double[] repeatLast)
    {
        var lines = FieldGroups.Of(scores[0].Score.Fields);
        var text = new StringBuilder();
        var wide = scores.Select(s => s.Name.Length).Append("repeat-last".Length).Max() + 2;
        Line(text, "bits per " + unit, scores.Select(s => s.Name), wide);
        foreach (var (name, first, count) in lines)
            Line(text, "  " + name, scores.Select(s => Number(Enumerable.Range(first, count).Sum(s.Score.FieldBitsPerNote))), wide);
        Line(text, "  sum", scores.Select(s => Number(s.Score.BitsPerNote)), wide);
        Line(text, "  95 % of pieces' draws", scores.Select(s => Interval(s.Score)), wide);
        text.AppendLine();
        Line(text, "right at first guess", [.. scores.Select(s => s.Name), "repeat-last"], wide);
        foreach (var (name, first, count) in lines)
            Line(text, "  " + name, [.. scores.Select(s => Share(Enumerable.Range(first, count).Average(s.Score.TopOne))), Share(repeatLast.AsSpan(first, count).ToArray().Average())], wide);
        return text.ToString();
    }

    /// <summary>95 % interval of bits per note by bootstrap over pieces, 1,000 draws, always the same ones.</summary>
    public static (double Low, double High) Bootstrap(Score score) => Bootstrap(PieceBits(score), score.Notes);

    /// <summary>
    /// 95 % interval of how many more bits per note one score is than another: drawn as <see cref="Bootstrap(Score)"/> is, the same pieces for both, so that what
    /// makes a piece hard for either does not widen it.
    /// </summary>
    /// <param name="score">The one; on the same pieces as the other.</param>
    /// <param name="other">The other.</param>
    public static (double Low, double High) BootstrapDifference(Score score, Score other)
    {
        var bits = PieceBits(score);
        var otherBits = PieceBits(other);
        for (var p = 0; p < bits.Length; p++) bits[p] -= otherBits[p];
        return Bootstrap(bits, score.Notes);
    }

    private static double[] PieceBits(Score score) =>
        [.. Enumerable.Range(0, score.Notes.Length).Select(p => Enumerable.Range(0, score.Fields.Count).Sum(f => score.Bits[p, f]))];

    private static (double Low, double High) Bootstrap(double[] bits, long[] notes)
    {
        var random = new SplitMix(12345);
        var pieces = notes.Length;
        var draws = new double[1000];
        for (var d = 0; d < draws.Length; d++)
        {
            double sum = 0, count = 0;
            for (var k = 0; k < pieces; k++)
            {
                var p = random.Below(pieces);
                sum += bits[p];
                count += notes[p];
            }

            draws[d] = sum / Math.Max(1, count);
        }

        Array.Sort(draws);
        return (draws[25], draws[974]);
    }

    private static void Line(StringBuilder text, string name, IEnumerable<string> values, int wide)
    {
        text.Append(name.PadRight(24));
        foreach (var value in values) text.Append(value.PadLeft(wide));
        text.AppendLine();
    }

    private static string Interval(Score score)
    {
        var (low, high) = Bootstrap(score);
        return string.Create(CultureInfo.InvariantCulture, $"{low:F1}–{high:F1}");
    }

    private static string Number(double value) => value.ToString("F3", CultureInfo.InvariantCulture);

    private static string Share(double value) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:F1} %");
}
