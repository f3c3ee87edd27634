namespace MusicGen.Core;

/// <summary>Position of an onset in its bar, in metric cells (1/24 quarter), as an input value.</summary>
public static class BarPositions
{
    /// <summary>Values: 0 = not said, 1…192 = cell 0…191 of the bar (two whole notes), 193 = later.</summary>
    public const int Count = 194;

    /// <summary>The value of a tick in a bar.</summary>
    /// <param name="ticks">Onset in ticks.</param>
    /// <param name="metres">Time signatures in order of time; none means 4/4.</param>
    public static int ValueAt(long ticks, IReadOnlyList<MetreChange> metres)
    {
        var metre = new MetreChange(0, 4, 4);
        for (var i = metres.Count - 1; i >= 0; i--)
        {
            if (metres[i].OnsetTicks > ticks) continue;
            metre = metres[i];
            break;
        }

        var cell = (ticks - metre.OnsetTicks) % Math.Max(1, metre.BarTicks) / NoteCodec.MetricCellTicks;
        return (int)Math.Min(cell, Count - 2) + 1;
    }
}
