namespace MusicGen.Edge;

/// <summary>Writes rows in aligned columns for people to read.</summary>
internal static class TextTable
{
    /// <summary>Writes a heading and the rows; every row has as many cells as the heading.</summary>
    public static void Write(TextWriter output, IReadOnlyList<string> heading, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = heading.Select((h, column) => rows.Select(r => r[column].Length).Append(h.Length).Max()).ToArray();
        WriteRow(output, heading, widths);
        foreach (var row in rows) WriteRow(output, row, widths);
    }

    private static void WriteRow(TextWriter output, IReadOnlyList<string> cells, int[] widths) =>
        output.WriteLine(string.Join("  ", cells.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
}
