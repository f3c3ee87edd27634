namespace MusicGen.Training;

/// <summary>Curves over one axis: loss and accuracy over notes trained on. Curves are told apart by their marks and dashes too.</summary>
internal static class CurveChart
{
    /// <param name="drawing">Where to.</param>
    /// <param name="names">Title, and the axes with their units.</param>
    /// <param name="curves">At least one point among them.</param>
    public static void Draw(Drawing drawing, (string Title, string X, string Y) names, IReadOnlyList<Curve> curves)
    {
        var points = curves.SelectMany(curve => curve.Points).Where(p => double.IsFinite(p.Y)).ToList();
        if (points.Count == 0) points.Add((0, 0));
        var (low, high) = RangeOf(points);
        var frame = new ChartFrame(drawing, (0, Math.Max(points.Max(p => p.X), 1e-9)), (low, high));
        frame.Draw(names);
        for (var c = 0; c < curves.Count; c++) DrawOne(drawing, frame, curves[c], c);
        if (curves.Count > 1)
            frame.Legend(curves.Select((curve, c) => (curve.Name, (Action<double, double>)((x, y) => Sample(drawing, (x, y), curve, c)))));
    }

    /// <summary>The chart for a page.</summary>
    public static string Inline((string Title, string X, string Y) names, IReadOnlyList<Curve> curves)
    {
        var svg = new SvgDrawing(ChartFrame.DefaultWidth, ChartFrame.DefaultHeight);
        Draw(svg, names, curves);
        return svg.ToInline($"{names.Title}: {names.Y} over {names.X}");
    }

    // The first steps of a training lie far above all that follows and would press it flat: the axis ends below them.
    private static (double Low, double High) RangeOf(List<(double X, double Y)> points)
    {
        var sorted = points.Select(p => p.Y).Order().ToList();
        double low = sorted[0], high = sorted[(int)((sorted.Count - 1) * 0.98)];
        var step = AxisTicks.StepOf(Math.Max(high - low, Math.Abs(high) * 1e-3 + 1e-9) / 5);
        return (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
    }

    private static void DrawOne(Drawing drawing, ChartFrame frame, Curve curve, int index)
    {
        var ink = Ink.Series[index % 4];
        var placed = Thinned(curve.Points).Where(p => double.IsFinite(p.Y)).Select(p => (X: frame.X(p.X), Y: frame.Y(p.Y))).ToList();
        if (placed.Count > 1) drawing.Line(placed, StrokeOf(curve, index));
        if (curve.HasMarks)
            foreach (var (x, y) in placed) drawing.Mark(x, y, index, ink);
        if (curve.Best is not { } best) return;
        double bx = frame.X(best.X), by = frame.Y(best.Y);
        drawing.Line([(bx - 8, by), (bx, by - 8), (bx + 8, by), (bx, by + 8), (bx - 8, by)], new Stroke(Ink.Text, 1.5));
        var left = bx > drawing.Width * 0.6;
        drawing.Text(best.Label, left ? bx - 4 : bx + 4, by - 13, new Lettering(11.5, left ? 1 : 0, IsBold: true));
    }

    private static Stroke StrokeOf(Curve curve, int index) => new(Ink.Series[index % 4], curve.HasMarks ? 1.8 : 1.1, index % 4 is 1 or 3 && !curve.HasMarks ? 5 : 0);

    /// <summary>No more points than the width can show: means of neighbours.</summary>
    private static IEnumerable<(double X, double Y)> Thinned(IReadOnlyList<(double X, double Y)> points)
    {
        const int most = 400;
        return points.Count <= most ? points : points.Chunk((points.Count + most - 1) / most).Select(part => (part.Average(p => p.X), part.Average(p => p.Y)));
    }

    private static void Sample(Drawing drawing, (double X, double Y) at, Curve curve, int index)
    {
        drawing.Line(at.X, at.Y + 4, at.X + 18, at.Y + 4, StrokeOf(curve, index));
        if (curve.HasMarks) drawing.Mark(at.X + 9, at.Y + 4, index, Ink.Series[index % 4]);
    }
}
