namespace MusicGen.Training;

/// <summary>What every chart has around its curves or bars: title, legend, axes with marks, names and units.</summary>
internal sealed class ChartFrame
{
    public const double DefaultWidth = 400, DefaultHeight = 270;

    private const double Left = 52, Right = 14, Top = 52, Bottom = 46, Type = 11.5;

    private readonly Drawing _drawing;
    private readonly (double Low, double High) _x, _y;

    /// <param name="drawing">Where to.</param>
    /// <param name="x">Range of the axis to the right.</param>
    /// <param name="y">Range of the axis upwards.</param>
    public ChartFrame(Drawing drawing, (double Low, double High) x, (double Low, double High) y)
    {
        _drawing = drawing;
        _x = x.High > x.Low ? x : (x.Low, x.Low + 1);
        _y = y.High > y.Low ? y : (y.Low, y.Low + 1);
    }

    public double X(double value) => Left + (value - _x.Low) / (_x.High - _x.Low) * (_drawing.Width - Left - Right);

    public double Y(double value) => _drawing.Height - Bottom - (Math.Clamp(value, _y.Low, _y.High) - _y.Low) / (_y.High - _y.Low) * (_drawing.Height - Top - Bottom);

    /// <summary>Title and axes; the names of axes carry their units.</summary>
    /// <param name="names">Of the chart, of the axis to the right, of the axis upwards.</param>
    /// <param name="xTicks">Marks of the axis to the right; null = round numbers.</param>
    public void Draw((string Title, string X, string Y) names, IReadOnlyList<(double Value, string Label)>? xTicks = null)
    {
        double right = _drawing.Width - Right, bottom = _drawing.Height - Bottom;
        _drawing.Text(names.Title, 10, 18, new Lettering(14, IsBold: true));
        foreach (var (value, label) in AxisTicks.Between(_y.Low, _y.High, 6))
        {
            _drawing.Line(Left, Y(value), right, Y(value), new Stroke(Ink.Grid));
            _drawing.Text(label, Left - 6, Y(value) + 4, new Lettering(Type, 1));
        }

        var free = double.NegativeInfinity;
        foreach (var (value, label) in xTicks ?? AxisTicks.Between(_x.Low, _x.High, 8))
        {
            if (value < _x.Low - 1e-9 || value > _x.High + 1e-9) continue;
            _drawing.Line(X(value), bottom, X(value), bottom + 4, new Stroke(Ink.Axis));
            // A label that would touch the one before is left out; its mark stays.
            var half = new Lettering(Type).WidthOf(label) / 2;
            if (X(value) - half < free) continue;
            _drawing.Text(label, X(value), bottom + 16, new Lettering(Type, 0.5));
            free = X(value) + half + 4;
        }

        _drawing.Line(Left, bottom, right, bottom, new Stroke(Ink.Axis));
        _drawing.Text(names.X, (Left + right) / 2, _drawing.Height - 8, new Lettering(Type, 0.5, IsMuted: true));
        _drawing.Text(names.Y, 13, (Top + bottom) / 2, new Lettering(Type, 0.5, IsUpwards: true, IsMuted: true));
    }

    /// <summary>The row under the title that says which series is which.</summary>
    /// <param name="entries">A name, and what draws a sample of the series in a box from the point given, 18 wide and 8 high.</param>
    public void Legend(IEnumerable<(string Name, Action<double, double> Sample)> entries)
    {
        double x = Left, y = 38;
        foreach (var (name, sample) in entries)
        {
            sample(x, y - 8);
            _drawing.Text(name, x + 23, y, new Lettering(Type));
            x += 23 + new Lettering(Type).WidthOf(name) + 12;
        }
    }
}
