namespace MusicGen.Core;

/// <summary>
/// Quantises a time in cells to a bin: single cells near 0, growing bins above, the last bin open. Used for time
/// shifts and durations; the remainder inside a coarse bin is charged as log2(width) bits when models are compared.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class TimeGrid
{
    private static readonly TimeGrid _performedSounding = new((200, 1), (400, 5), (1600, 25)), _metricSounding = new((96, 1), (192, 2), (384, 6));
    private readonly int[] _starts;
    private readonly int[] _binOfCell;

    private TimeGrid(params ReadOnlySpan<(int UpToCell, int Width)> parts)
    {
        var starts = new List<int>();
        var cell = 0;
        foreach (var (upTo, width) in parts)
            for (; cell < upTo; cell += width) starts.Add(cell);
        CellCount = cell;
        _starts = [.. starts];
        _binOfCell = new int[cell];
        for (int c = 0, bin = -1; c < cell; c++)
        {
            if (bin + 1 < _starts.Length && _starts[bin + 1] == c) bin++;
            _binOfCell[c] = bin;
        }
    }

    /// <summary>Cells of 10 ms, up to 16 s: 10 ms below 0.5 s, then 20, 50, 100, 250 and 500 ms.</summary>
    public static TimeGrid Performed { get; } =
        new((50, 1), (100, 2), (200, 5), (400, 10), (800, 25), (1600, 50));

    /// <summary>Cells of 1/24 quarter, up to 16 quarters: single cells for two quarters, then sixteenths, then quarters.</summary>
    public static TimeGrid Metric { get; } = new((48, 1), (96, 2), (192, 6), (384, 24));

    /// <summary>The grid of a time base.</summary>
    public static TimeGrid Of(TimeBase timeBase) => timeBase == TimeBase.Performed ? Performed : Metric;

    /// <summary>The finer grid in which a model is told how long notes still sound (<see cref="SoundingMemory"/>): single cells for two seconds, or a bar of four quarters.</summary>
    public static TimeGrid SoundingOf(TimeBase timeBase) => timeBase == TimeBase.Performed ? _performedSounding : _metricSounding;

    /// <summary>Number of bins.</summary>
    public int BinCount => _starts.Length;

    /// <summary>Cells covered; larger times fall into the last bin.</summary>
    public int CellCount { get; }

    /// <summary>The bin of a time.</summary>
    /// <param name="cells">Time in cells; clamped to 0…<see cref="CellCount"/> − 1.</param>
    public int BinOf(long cells) => _binOfCell[Math.Clamp(cells, 0, CellCount - 1)];

    /// <summary>Cells in a bin, ≥ 1.</summary>
    public int WidthCells(int bin) => (bin + 1 < _starts.Length ? _starts[bin + 1] : CellCount) - _starts[bin];

    /// <summary>The cell that stands for a bin: its middle, rounded down.</summary>
    public int CellOf(int bin) => _starts[bin] + (WidthCells(bin) - 1) / 2;
}
