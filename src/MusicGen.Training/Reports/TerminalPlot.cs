using System.Globalization;

namespace MusicGen.Training;

/// <summary>Draws curves with letters, for <c>train --watch</c>: fine dots for the training, a sign for each checkpoint.</summary>
internal static class TerminalPlot
{
    private const int Labels = 8;

    // Dots of a braille letter, eight to a cell, two across and four down (Unicode 2800).
    private static readonly int[,] _dots = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };

    /// <param name="curves">The first as dots, the second as signs.</param>
    /// <param name="unit">What bits are counted by, see <see cref="Representation.Unit"/>.</param>
    /// <param name="columns">Width in letters, 30 or more.</param>
    /// <param name="rows">Height in lines, without those of title and axis, 4 or more.</param>
    public static IReadOnlyList<string> Draw(IReadOnlyList<Curve> curves, string unit, int columns, int rows)
    {
        var all = curves.SelectMany(curve => curve.Points).ToList();
        if (all.Count < 2) return [$"bits per {unit}: the curve begins with the second measurement"];
        var sorted = all.Select(p => p.Y).Order().ToList();
        double low = Math.Floor(sorted[0]), high = Math.Max(low + 1, Math.Ceiling(sorted[(int)((sorted.Count - 1) * 0.98)])), right = Math.Max(1e-9, all.Max(p => p.X));
        var cells = new int[rows, columns - Labels];
        foreach (var (x, y) in curves[0].Points)
        {
            int across = Math.Min(cells.GetLength(1) * 2 - 1, (int)(x / right * (cells.GetLength(1) * 2 - 1))), down = (int)((high - Math.Min(high, y)) / (high - low) * (rows * 4 - 1));
            cells[down / 4, across / 2] |= _dots[down % 4, across % 2];
        }

        var signs = (curves.Count < 2 ? [] : curves[1].Points).ToLookup(p => ((int)((high - Math.Min(high, p.Y)) / (high - low) * (rows - 0.01)), Math.Min(cells.GetLength(1) - 1, (int)(p.X / right * (cells.GetLength(1) - 1)))), p => p.Y);
        var lines = new List<string> { curves.Count < 2 || curves[1].Best is not { } best ? $"bits per {unit}: ⠒ training" : string.Create(CultureInfo.InvariantCulture, $"bits per {unit}: ⠒ training  ● validation  ◆ best {best.Y:F3}") };
        for (var row = 0; row < rows; row++)
            lines.Add(Label(low, high, row, rows) + string.Concat(Enumerable.Range(0, cells.GetLength(1)).Select(column => Letter(cells[row, column], signs[(row, column)], curves))));
        lines.Add(new string(' ', Labels - 1) + "└" + new string('─', columns - Labels));
        var end = string.Create(CultureInfo.InvariantCulture, $"{right:F2} million {unit}s trained on");
        lines.Add(new string(' ', Labels) + "0" + end.PadLeft(columns - Labels - 1));
        return lines;
    }

    private static string Label(double low, double high, int row, int rows)
    {
        if (row != 0 && row != rows - 1 && row != rows / 2) return new string(' ', Labels - 1) + "│";
        var value = high - (high - low) * row / (rows - 1);
        return value.ToString("F1", CultureInfo.InvariantCulture).PadLeft(Labels - 2) + " ┤";
    }

    private static char Letter(int dots, IEnumerable<double> validation, IReadOnlyList<Curve> curves)
    {
        foreach (var value in validation) return value == curves[1].Best?.Y ? '◆' : '●';
        return dots == 0 ? ' ' : (char)(0x2800 + dots);
    }
}
