using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>Draws the loss curve of a run as an SVG picture: bits per note over notes trained on.</summary>
internal static class LossPlot
{
    private const int Width = 900, Height = 480, Left = 70, Right = 20, Top = 40, Bottom = 60;

    public static string Draw(IReadOnlyList<(double X, double Y)> train, IReadOnlyList<(double X, double Y)> validation)
    {
        var all = train.Concat(validation).ToArray();
        double highX = all.Max(p => p.X), lowY = Math.Floor(all.Min(p => p.Y)), highY = Math.Ceiling(Percentile(all.Select(p => p.Y), 0.98));
        if (highY <= lowY) highY = lowY + 1;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\" font-size=\"13\">\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"#fff\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"24\" font-size=\"16\">Loss, bits per note</text>\n");
        double X(double x) => Left + x / highX * (Width - Left - Right);
        double Y(double y) => Height - Bottom - (Math.Min(y, highY) - lowY) / (highY - lowY) * (Height - Top - Bottom);
        var step = highY - lowY > 12 ? 2 : 1;
        for (var y = lowY; y <= highY; y += step)
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Y(y):F1}H{Width - Right}\" stroke=\"#ddd\"/><text x=\"{Left - 8}\" y=\"{Y(y) + 4:F1}\" text-anchor=\"end\">{y:F0}</text>\n");
        for (var k = 0; k <= 4; k++)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(highX * k / 4):F1}\" y=\"{Height - Bottom + 20}\" text-anchor=\"middle\">{highX * k / 4e6:F2}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(Left + Width - Right) / 2}\" y=\"{Height - 16}\" text-anchor=\"middle\">notes trained on, millions</text>\n");
        Line(svg, train, X, Y, "#9ab", 1.2, "");
        Line(svg, validation, X, Y, "#c30", 2.2, " stroke-dasharray=\"7 3\"");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width - Right}\" y=\"24\" text-anchor=\"end\" fill=\"#578\">— training</text><text x=\"{Width - Right - 110}\" y=\"24\" text-anchor=\"end\" fill=\"#c30\">- - validation</text>\n</svg>\n");
        return svg.ToString();
    }

    private static void Line(StringBuilder svg, IReadOnlyList<(double X, double Y)> points, Func<double, double> x, Func<double, double> y, string colour, double width, string dash)
    {
        if (points.Count == 0) return;
        svg.Append(CultureInfo.InvariantCulture, $"<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width}\"{dash} points=\"");
        foreach (var p in points) svg.Append(CultureInfo.InvariantCulture, $"{x(p.X):F1},{y(p.Y):F1} ");
        svg.Append("\"/>\n");
    }

    private static double Percentile(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        return sorted[(int)((sorted.Length - 1) * share)];
    }
}
