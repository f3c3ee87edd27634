using System.Globalization;

namespace MusicGen.Training;

/// <summary>
/// Draws a piece as a piano roll: time to the right in seconds, pitch upwards, louder notes further from the paper; bar lines where the music has bars.
/// </summary>
internal static class PianoRoll
{
    private const double Left = 44, Right = 16, Top = 46, Bottom = 40, RowHeight = 5, PageWidth = 1180, WidestPicture = 12_000, WidestPng = 6_000;

    /// <summary>As a file of its own.</summary>
    public static string ToSvg(Piece piece)
    {
        var svg = new SvgDrawing(WidthOf(piece), HeightOf(piece));
        Draw(piece, svg);
        return svg.ToFile();
    }

    /// <summary>As a part of a page, as wide as it is long.</summary>
    public static string ToInline(Piece piece)
    {
        var svg = new SvgDrawing(WidthOf(piece), HeightOf(piece));
        Draw(piece, svg);
        return svg.ToInline($"Piano roll of {piece.Name}", hasOwnWidth: true);
    }

    /// <summary>As a PNG file, two points to the unit as long as it is not too wide for picture viewers.</summary>
    public static byte[] ToPng(Piece piece)
    {
        var width = WidthOf(piece);
        var raster = new RasterDrawing(width, HeightOf(piece), width * 2 <= WidestPng ? 2 : 1);
        Draw(piece, raster);
        return raster.ToPng();
    }

    private static (int Low, int High) RangeOf(Piece piece) => piece.Notes.Count == 0
        ? (60, 72)
        : (piece.Notes.Min(n => n.Pitch) / 12 * 12, (piece.Notes.Max(n => n.Pitch) / 12 + 1) * 12);

    private static double SecondsOf(Piece piece) => Math.Max(10, Math.Ceiling(piece.DurationSeconds));

    // A short piece fills the width of a page, a long one is as wide as it needs to be.
    private static double PixelsPerSecond(Piece piece) => Math.Min(Math.Clamp(PageWidth / SecondsOf(piece), 24, 60), WidestPicture / SecondsOf(piece));

    private static double WidthOf(Piece piece) => Left + SecondsOf(piece) * PixelsPerSecond(piece) + Right;

    private static double HeightOf(Piece piece) => Top + Bottom + (RangeOf(piece).High - RangeOf(piece).Low) * RowHeight;

    private static void Draw(Piece piece, Drawing drawing)
    {
        var (low, high) = RangeOf(piece);
        double right = drawing.Width - Right, bottom = drawing.Height - Bottom, scale = PixelsPerSecond(piece);
        double Y(int pitch) => bottom - (pitch - low) * RowHeight;
        double X(double seconds) => Left + seconds * scale;
        drawing.Text(string.Create(CultureInfo.InvariantCulture, $"{piece.Name}: {piece.Notes.Count} notes, {piece.DurationSeconds:F1} s"), 8, 17, new Lettering(13, IsBold: true));
        for (var pitch = low; pitch < high; pitch++)
            if (pitch % 12 is 1 or 3 or 6 or 8 or 10) drawing.Rectangle(Left, Y(pitch + 1), (right - Left, RowHeight), Ink.Shade);
        for (var c = low; c <= high; c += 12)
        {
            drawing.Line(Left, Y(c), right, Y(c), new Stroke(Ink.Grid));
            drawing.Text(NoteTable.NameOf(c), Left - 5, Y(c) + 4, new Lettering(11, 1));
        }

        DrawTime(piece, drawing, X);
        foreach (var loudness in piece.Notes.GroupBy(note => Ink.OfVelocity(note.Velocity)).OrderBy(group => group.Min(note => note.Velocity)))
        {
            foreach (var note in loudness)
            {
                double start = piece.Tempo.SecondsAt(note.OnsetTicks), end = piece.Tempo.SecondsAt(note.EndTicks);
                drawing.Rectangle(X(start), Y(note.Pitch + 1) + 0.4, (Math.Max(1.4, (end - start) * scale - 0.5), RowHeight - 0.8), loudness.Key);
            }
        }

        drawing.Text("pitch", 12, (Top + bottom) / 2, new Lettering(11, 0.5, IsUpwards: true, IsMuted: true));
        DrawLegend(drawing);
    }

    private static void DrawTime(Piece piece, Drawing drawing, Func<double, double> x)
    {
        var bottom = drawing.Height - Bottom;
        var bars = BarsOf(piece);
        var free = 0.0;
        foreach (var (seconds, number) in bars)
        {
            drawing.Line(x(seconds), Top, x(seconds), bottom, new Stroke(Ink.Axis, 0.7));
            if (x(seconds) < free) continue;
            drawing.Text(number.ToString(CultureInfo.InvariantCulture), x(seconds) + 2, Top - 8, new Lettering(10, IsMuted: true));
            free = x(seconds) + 34;
        }

        if (bars.Count > 0) drawing.Text("bar", Left - 5, Top - 8, new Lettering(10, 1, IsMuted: true));
        foreach (var (value, label) in AxisTicks.Between(0, SecondsOf(piece), (int)Math.Clamp(drawing.Width / 90, 3, 200)))
        {
            drawing.Line(x(value), bars.Count > 0 ? bottom : Top, x(value), bottom + 4, new Stroke(bars.Count > 0 ? Ink.Axis : Ink.Grid));
            drawing.Text(label, x(value), bottom + 16, new Lettering(11, 0.5));
        }

        drawing.Text("seconds", Left, drawing.Height - 8, new Lettering(11, IsMuted: true));
    }

    private static void DrawLegend(Drawing drawing)
    {
        double x = Left + 66, y = drawing.Height - 17;
        drawing.Text("velocity 1", x, drawing.Height - 8, new Lettering(11, IsMuted: true));
        x += 62;
        for (var step = 0; step < Ink.VelocitySteps; step++)
            drawing.Rectangle(x + step * 13, y, (12, 10), Ink.OfVelocity(step * 128 / Ink.VelocitySteps));
        drawing.Text("127", x + Ink.VelocitySteps * 13 + 4, drawing.Height - 8, new Lettering(11, IsMuted: true));
    }

    /// <summary>Starts and numbers of bars; none where the music has no metre.</summary>
    private static List<(double Seconds, int Number)> BarsOf(Piece piece)
    {
        var bars = new List<(double, int)>();
        var metres = piece.Metres.Where(metre => metre.BarTicks > 0).ToList();
        for (var m = 0; m < metres.Count; m++)
        {
            var end = m + 1 < metres.Count ? metres[m + 1].OnsetTicks : piece.EndTicks;
            for (var ticks = metres[m].OnsetTicks; ticks < end; ticks += metres[m].BarTicks) bars.Add((piece.Tempo.SecondsAt(ticks), bars.Count + 1));
        }

        return bars;
    }
}
