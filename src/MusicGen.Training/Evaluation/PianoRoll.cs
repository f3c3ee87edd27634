using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>Draws a piece as an SVG piano roll: time to the right in seconds, pitch upwards, darker = louder.</summary>
internal static class PianoRoll
{
    private const int Left = 46, Top = 34, Bottom = 40, RowHeight = 6;
    private const double PixelsPerSecond = 24;

    public static string Draw(Piece piece)
    {
        var low = piece.Notes.Count == 0 ? 60 : piece.Notes.Min(n => n.Pitch) / 12 * 12;
        var high = piece.Notes.Count == 0 ? 72 : (piece.Notes.Max(n => n.Pitch) / 12 + 1) * 12;
        var seconds = Math.Max(10, Math.Ceiling(piece.DurationSeconds));
        int width = Left + (int)(seconds * PixelsPerSecond) + 20, height = Top + (high - low) * RowHeight + Bottom;
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"sans-serif\" font-size=\"11\">\n<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"20\" font-size=\"14\">{Escape(piece.Name)}: {piece.Notes.Count} notes, {piece.DurationSeconds:F1} s</text>\n");
        double Y(int pitch) => Top + (high - pitch) * RowHeight;
        for (var c = low; c <= high; c += 12)
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left} {Y(c):F0}H{width - 20}\" stroke=\"#bbb\"/><text x=\"{Left - 6}\" y=\"{Y(c) + 4:F0}\" text-anchor=\"end\">{NoteTable.NameOf(c)}</text>\n");
        var step = seconds > 120 ? 30 : seconds > 40 ? 10 : 5;
        for (var s = 0; s <= seconds; s += step)
            svg.Append(CultureInfo.InvariantCulture, $"<path d=\"M{Left + s * PixelsPerSecond:F0} {Top}V{height - Bottom}\" stroke=\"#eee\"/><text x=\"{Left + s * PixelsPerSecond:F0}\" y=\"{height - Bottom + 16}\" text-anchor=\"middle\">{s}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Left}\" y=\"{height - 8}\">seconds; darker = louder</text>\n");
        foreach (var note in piece.Notes)
        {
            double start = piece.Tempo.SecondsAt(note.OnsetTicks), end = piece.Tempo.SecondsAt(note.EndTicks);
            var grey = 200 - note.Velocity * 190 / 127;
            svg.Append(CultureInfo.InvariantCulture, $"<rect x=\"{Left + start * PixelsPerSecond:F1}\" y=\"{Y(note.Pitch) - RowHeight:F0}\" width=\"{Math.Max(1.5, (end - start) * PixelsPerSecond - 0.5):F1}\" height=\"{RowHeight - 1}\" fill=\"rgb({grey / 2},{grey / 2 + 20},{Math.Min(255, grey + 55)})\"/>\n");
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static string Escape(string text) => text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal);
}
