namespace MusicGen.Training;

/// <summary>Rows of bars, one for each series: figures of several models or sets side by side. Filled, striped and hollow, so told apart without colour.</summary>
internal static class GroupedBars
{
    private const double Width = 400, Names = 156, Right = 16, Top = 50, Bottom = 44, BarHeight = 8;

    /// <param name="names">Title, and what the bars measure with its unit.</param>
    /// <param name="rows">Names of rows.</param>
    /// <param name="series">Names and a value for each row, 0 or more.</param>
    public static string Inline((string Title, string Value) names, IReadOnlyList<string> rows, IReadOnlyList<(string Name, IReadOnlyList<double> Values)> series)
    {
        var rowHeight = series.Count * (BarHeight + 1) + 8;
        var svg = new SvgDrawing(Width, Top + rows.Count * rowHeight + Bottom);
        var high = Math.Max(1e-9, series.Max(s => s.Values.Max()));
        double bottom = svg.Height - Bottom, scale = (Width - Names - Right) / high;
        svg.Text(names.Title, 10, 18, new Lettering(14, IsBold: true));
        foreach (var (value, label) in AxisTicks.Between(0, high, 6))
        {
            svg.Line(Names + value * scale, Top, Names + value * scale, bottom, new Stroke(Ink.Grid));
            svg.Text(label, Names + value * scale, bottom + 16, new Lettering(11.5, 0.5));
        }

        for (var row = 0; row < rows.Count; row++)
        {
            svg.Text(rows[row], Names - 8, Top + row * rowHeight + rowHeight / 2 + 2, new Lettering(11.5, 1));
            for (var s = 0; s < series.Count; s++)
                Bar(svg, Names, Top + row * rowHeight + 3 + s * (BarHeight + 1), series[s].Values[row] * scale, s);
        }

        svg.Line(Names, Top, Names, bottom, new Stroke(Ink.Axis));
        svg.Text(names.Value, (Names + Width - Right) / 2, svg.Height - 8, new Lettering(11.5, 0.5, IsMuted: true));
        var x = Names;
        for (var s = 0; s < series.Count; s++)
        {
            Bar(svg, x, 31, 18, s);
            svg.Text(series[s].Name, x + 23, 39, new Lettering(11.5));
            x += 23 + new Lettering(11.5).WidthOf(series[s].Name) + 12;
        }

        return svg.ToInline(names.Title);
    }

    private static void Bar(Drawing drawing, double x, double y, double length, int series)
    {
        var ink = Ink.Series[series % 4];
        if (series == 0)
        {
            drawing.Rectangle(x, y, (length, BarHeight), ink);
            return;
        }

        drawing.Line([(x, y + 0.7), (x + length, y + 0.7), (x + length, y + BarHeight - 0.7), (x, y + BarHeight - 0.7), (x, y + 0.7)], new Stroke(ink, 1.4));
        for (var at = 4.0; series == 1 && at < length; at += 4) drawing.Line(x + at, y + 1, x + at, y + BarHeight - 1, new Stroke(ink, 1.2));
    }
}
