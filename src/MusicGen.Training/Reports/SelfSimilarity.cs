namespace MusicGen.Training;

/// <summary>How much each part of a piece is like each other one: form made visible. Parts are bars where the music has them, else seconds.</summary>
/// <param name="PartSeconds">Mean length of a part.</param>
/// <param name="IsBars">Whether parts are bars.</param>
/// <param name="Values">(parts, parts) 0…1.</param>
internal sealed record SelfSimilarity(double PartSeconds, bool IsBars, double[,] Values)
{
    private const int MostParts = 240, Slots = 8;

    public int Parts => Values.GetLength(0);

    /// <summary>Compares pitch classes, weighted by how long they sound, and the rhythm of onsets (cosines of both, the first counting twice).</summary>
    public static SelfSimilarity Of(Piece piece)
    {
        var isBars = piece.Metres.Count > 0 && piece.Metres[0].BarTicks > 0;
        double whole = isBars ? piece.EndTicks : piece.DurationSeconds, part = isBars ? piece.Metres[0].BarTicks : 1;
        while (whole / part > MostParts) part *= 2;
        var parts = Math.Max(1, (int)Math.Ceiling(whole / part - 1e-9));
        var chroma = new double[parts, 12];
        var rhythm = new double[parts, Slots];
        double Place(long ticks) => (isBars ? ticks : piece.Tempo.SecondsAt(ticks)) / part;
        foreach (var note in piece.Notes)
        {
            double start = Place(note.OnsetTicks), end = Place(note.EndTicks);
            var first = Math.Min(parts - 1, (int)start);
            rhythm[first, Math.Clamp((int)Math.Round((start - first) * Slots), 0, Slots - 1)]++;
            for (var p = first; !note.IsDrum && p < Math.Min(parts, end); p++)
                chroma[p, note.Pitch % 12] += Math.Min(p + 1, end) - Math.Max(p, start);
        }

        var values = new double[parts, parts];
        for (var a = 0; a < parts; a++)
            for (var b = 0; b <= a; b++)
                values[a, b] = values[b, a] = (2 * Cosine(chroma, a, b) + Cosine(rhythm, a, b)) / 3;
        return new SelfSimilarity(piece.DurationSeconds / parts, isBars, values);
    }

    /// <summary>The matrix for a page, the beginning at the lower left.</summary>
    public string ToInline(string name)
    {
        const double side = 280, left = 50, top = 34;
        var svg = new SvgDrawing(ChartFrame.DefaultWidth, top + side + 46);
        svg.Text($"Self-similarity, {name}", 10, 18, new Lettering(14, IsBold: true));
        svg.Picture(ToPicture(), (left, top), (side, side));
        foreach (var (value, label) in AxisTicks.Between(0, Parts * PartSeconds, 7))
        {
            var at = value / (Parts * PartSeconds) * side;
            svg.Line(left + at, top + side, left + at, top + side + 4, new Stroke(Ink.Axis));
            svg.Text(label, left + at, top + side + 16, new Lettering(11.5, 0.5));
            svg.Line(left - 4, top + side - at, left, top + side - at, new Stroke(Ink.Axis));
            svg.Text(label, left - 7, top + side - at + 4, new Lettering(11.5, 1));
        }

        svg.Text("seconds", left + side / 2, top + side + 36, new Lettering(11.5, 0.5, IsMuted: true));
        svg.Text("seconds", 13, top + side / 2, new Lettering(11.5, 0.5, IsUpwards: true, IsMuted: true));
        svg.Picture(new GreyPicture(1, 64, [.. Enumerable.Range(0, 64).Select(row => (byte)(255 - row * 4))]), (left + side + 18, top), (12, side));
        svg.Text("1", left + side + 34, top + 10, new Lettering(11.5));
        svg.Text("0", left + side + 34, top + side, new Lettering(11.5));
        svg.Text("similarity, 1 = the same", left + side + 45, top + side / 2, new Lettering(11.5, 0.5, IsUpwards: true, IsMuted: true));
        return svg.ToInline($"Self-similarity matrix of {name}");
    }

    private GreyPicture ToPicture()
    {
        var levels = new byte[Parts * Parts];
        for (var a = 0; a < Parts; a++)
            for (var b = 0; b < Parts; b++)
                levels[(Parts - 1 - a) * Parts + b] = (byte)(255 * Math.Clamp(Values[a, b], 0, 1));
        return new GreyPicture(Parts, Parts, levels);
    }

    private static double Cosine(double[,] rows, int a, int b)
    {
        double product = 0, squareA = 0, squareB = 0;
        for (var i = 0; i < rows.GetLength(1); i++)
        {
            product += rows[a, i] * rows[b, i];
            squareA += rows[a, i] * rows[a, i];
            squareB += rows[b, i] * rows[b, i];
        }

        // Two silences are alike, silence and sound are not.
        return squareA > 0 && squareB > 0 ? product / Math.Sqrt(squareA * squareB) : squareA == squareB ? 1 : 0;
    }
}
