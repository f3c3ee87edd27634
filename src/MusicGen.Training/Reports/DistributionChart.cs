namespace MusicGen.Training;

/// <summary>Distributions over each other: the first as filled bars, the others as outlines, told apart by their dashes too.</summary>
internal static class DistributionChart
{
    private static readonly double[] _dashes = [0, 0, 5, 2];

    /// <param name="drawing">Where to.</param>
    /// <param name="series">Names and distributions of one kind.</param>
    public static void Draw(Drawing drawing, IReadOnlyList<(string Name, Histogram Histogram)> series)
    {
        var first = series[0].Histogram;
        var (low, high) = RangeOf(series);
        var top = series.Max(s => Enumerable.Range(low, high - low).Max(s.Histogram.Percent));
        var frame = new ChartFrame(drawing, (low, high), (0, Math.Max(top * 1.04, 1e-6)));
        frame.Draw((first.Title, first.ValueName, $"share of {first.Counted}, %"), first.Ticks);
        for (var s = 0; s < series.Count; s++) DrawOne(drawing, frame, series[s].Histogram, (s, low, high));
        if (series.Count > 1)
            frame.Legend(series.Select((entry, s) => (entry.Name, (Action<double, double>)((x, y) => Sample(drawing, x, y, s)))));
    }

    /// <summary>The chart for a page.</summary>
    public static string Inline(params IReadOnlyList<(string Name, Histogram Histogram)> series)
    {
        var svg = new SvgDrawing(ChartFrame.DefaultWidth, ChartFrame.DefaultHeight);
        Draw(svg, series);
        return svg.ToInline($"{series[0].Histogram.Title}: {string.Join(", ", series.Select(s => s.Name))}");
    }

    private static (int Low, int High) RangeOf(IReadOnlyList<(string Name, Histogram Histogram)> series)
    {
        var bins = series[0].Histogram.Weights.Length;
        if (!series[0].Histogram.IsTrimmed) return (0, bins);
        var used = Enumerable.Range(0, bins).Where(bin => series.Any(s => s.Histogram.Weights[bin] > 0)).ToList();
        return used.Count == 0 ? (0, bins) : (used[0], used[^1] + 1);
    }

    private static void DrawOne(Drawing drawing, ChartFrame frame, Histogram histogram, (int Series, int Low, int High) part)
    {
        var ground = frame.Y(0);
        var outline = new List<(double, double)> { (frame.X(part.Low), ground) };
        for (var bin = part.Low; bin < part.High; bin++)
        {
            var y = frame.Y(histogram.Percent(bin));
            double left = frame.X(bin), right = frame.X(bin + 1);
            if (part.Series == 0) drawing.Rectangle(left + 0.4, y, (Math.Max(0.6, right - left - 0.8), ground - y), Ink.First);
            outline.AddRange([(left, y), (right, y)]);
        }

        outline.Add((frame.X(part.High), ground));
        if (part.Series > 0) drawing.Line(outline, new Stroke(Ink.Series[part.Series % 4], 1.8, _dashes[part.Series % 4]));
    }

    private static void Sample(Drawing drawing, double x, double y, int series)
    {
        if (series == 0) drawing.Rectangle(x, y, (18, 9), Ink.First);
        else drawing.Line([(x, y + 9), (x, y), (x + 18, y), (x + 18, y + 9)], new Stroke(Ink.Series[series % 4], 1.8, _dashes[series % 4]));
    }
}
