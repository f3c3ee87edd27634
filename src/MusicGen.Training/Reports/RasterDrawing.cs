namespace MusicGen.Training;

/// <summary>A drawing that becomes PNG, in the colours of light paper, with soft edges.</summary>
internal sealed class RasterDrawing : Drawing
{
    private readonly int _columns, _rows;
    private readonly double _scale;
    private readonly float[] _red, _green, _blue;

    /// <param name="width">Width in units of the picture.</param>
    /// <param name="height">Height in units of the picture.</param>
    /// <param name="scale">Points of the file per unit.</param>
    public RasterDrawing(double width, double height, double scale = 2)
        : base(width, height)
    {
        _scale = scale;
        _columns = Math.Max(1, (int)Math.Ceiling(width * scale));
        _rows = Math.Max(1, (int)Math.Ceiling(height * scale));
        _red = new float[_columns * _rows];
        _green = new float[_columns * _rows];
        _blue = new float[_columns * _rows];
        Rectangle(0, 0, (width + 1, height + 1), Ink.Paper);
    }

    public override void Rectangle(double x, double y, (double Width, double Height) size, Ink ink)
    {
        double left = x * _scale, right = (x + size.Width) * _scale, top = y * _scale, bottom = (y + size.Height) * _scale;
        for (var row = Math.Max(0, (int)top); row < Math.Min(_rows, bottom); row++)
        {
            var high = Math.Min(row + 1, bottom) - Math.Max(row, top);
            for (var column = Math.Max(0, (int)left); column < Math.Min(_columns, right); column++)
                Blend(column, row, ink.Light, high * (Math.Min(column + 1, right) - Math.Max(column, left)));
        }
    }

    public override void Line(IReadOnlyList<(double X, double Y)> points, Stroke stroke)
    {
        var walked = 0.0;
        for (var i = 1; i < points.Count; i++)
        {
            var length = Math.Sqrt(Math.Pow(points[i].X - points[i - 1].X, 2) + Math.Pow(points[i].Y - points[i - 1].Y, 2));
            foreach (var (from, to) in stroke.Dash > 0 ? Dashes(walked, length, stroke.Dash) : [(0, length)])
                Segment(Along(points[i - 1], points[i], length, from), Along(points[i - 1], points[i], length, to), stroke);
            walked += length;
        }
    }

    public override void Text(string text, double x, double y, Lettering lettering)
    {
        var at = -lettering.Anchor * text.Length * lettering.Size * StrokeFont.Advance;
        var stroke = new Stroke(lettering.Ink, lettering.Size * (lettering.IsBold ? 0.13 : 0.09));
        foreach (var letter in text)
        {
            foreach (var line in StrokeFont.StrokesOf(letter))
                Line([.. line.Select(p => Placed(at + p.X * StrokeFont.CellWidth * lettering.Size, (p.Y - StrokeFont.BaseRow) * StrokeFont.CellHeight * lettering.Size))], stroke);
            at += lettering.Size * StrokeFont.Advance;
        }

        (double, double) Placed(double along, double down) => lettering.IsUpwards ? (x + down, y - along) : (x + along, y + down);
    }

    public override void Picture(GreyPicture picture, (double X, double Y) at, (double Width, double Height) size)
    {
        for (var row = (int)(at.Y * _scale); row < Math.Min(_rows, (at.Y + size.Height) * _scale); row++)
        {
            for (var column = (int)(at.X * _scale); column < Math.Min(_columns, (at.X + size.Width) * _scale); column++)
            {
                var pictureRow = Math.Clamp((int)((row / _scale - at.Y) / size.Height * picture.Height), 0, picture.Height - 1);
                var pictureColumn = Math.Clamp((int)((column / _scale - at.X) / size.Width * picture.Width), 0, picture.Width - 1);
                Blend(column, row, GreyPicture.ColourOf(picture.Levels[pictureRow * picture.Width + pictureColumn]), 1);
            }
        }
    }

    /// <summary>The picture as a PNG file.</summary>
    public byte[] ToPng()
    {
        var colours = new int[_columns * _rows];
        for (var i = 0; i < colours.Length; i++)
            colours[i] = ((int)(_red[i] + 0.5f) << 16) | ((int)(_green[i] + 0.5f) << 8) | (int)(_blue[i] + 0.5f);
        return PngFile.Encode(_columns, _rows, colours);
    }

    private static (double X, double Y) Along((double X, double Y) from, (double X, double Y) to, double length, double at) =>
        length == 0 ? from : (from.X + (to.X - from.X) * at / length, from.Y + (to.Y - from.Y) * at / length);

    // Dashes go on round corners: a curve of short pieces is still dashed evenly.
    private static IEnumerable<(double From, double To)> Dashes(double walked, double length, double dash)
    {
        var period = dash * 1.7;
        for (var start = Math.Floor(walked / period) * period; start < walked + length; start += period)
        {
            double from = Math.Max(0, start - walked), to = Math.Min(length, start + dash - walked);
            if (to > from) yield return (from, to);
        }
    }

    private void Segment((double X, double Y) from, (double X, double Y) to, Stroke stroke)
    {
        double x1 = from.X * _scale, y1 = from.Y * _scale, x2 = to.X * _scale, y2 = to.Y * _scale, radius = Math.Max(0.5, stroke.Width * _scale / 2);
        double dx = x2 - x1, dy = y2 - y1, square = dx * dx + dy * dy;
        for (var row = Math.Max(0, (int)(Math.Min(y1, y2) - radius - 1)); row <= Math.Min(_rows - 1, Math.Max(y1, y2) + radius + 1); row++)
        {
            for (var column = Math.Max(0, (int)(Math.Min(x1, x2) - radius - 1)); column <= Math.Min(_columns - 1, Math.Max(x1, x2) + radius + 1); column++)
            {
                double px = column + 0.5 - x1, py = row + 0.5 - y1;
                var t = square == 0 ? 0 : Math.Clamp((px * dx + py * dy) / square, 0, 1);
                var distance = Math.Sqrt(Math.Pow(px - t * dx, 2) + Math.Pow(py - t * dy, 2));
                Blend(column, row, stroke.Ink.Light, Math.Clamp(radius + 0.5 - distance, 0, 1));
            }
        }
    }

    private void Blend(int column, int row, int colour, double share)
    {
        if (share <= 0) return;
        var (at, part) = (row * _columns + column, (float)share);
        _red[at] += ((colour >> 16 & 255) - _red[at]) * part;
        _green[at] += ((colour >> 8 & 255) - _green[at]) * part;
        _blue[at] += ((colour & 255) - _blue[at]) * part;
    }
}
