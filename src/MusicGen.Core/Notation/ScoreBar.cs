namespace MusicGen.Core;

/// <summary>A bar of a score.</summary>
/// <param name="StartTicks">Its first tick.</param>
/// <param name="EndTicks">The first tick of the next one; earlier than the metre says where a new metre cuts it short.</param>
/// <param name="Metre">The metre that holds in it.</param>
/// <param name="IsMetreNew">Whether the metre is written at its start.</param>
internal readonly record struct ScoreBar(long StartTicks, long EndTicks, MetreChange Metre, bool IsMetreNew)
{
    public int Ticks => (int)(EndTicks - StartTicks);

    /// <summary>Whether a beat is a dotted quarter.</summary>
    public bool IsCompound => Metre.Denominator == 8 && Metre.Numerator % 3 == 0 && Metre.Numerator > 3;

    /// <summary>The bars that a piece fills; at least one.</summary>
    public static List<ScoreBar> Of(Piece piece)
    {
        var metres = piece.Metres.GroupBy(metre => metre.OnsetTicks).Select(group => group.Last()).ToList();
        if (metres.Count == 0 || metres[0].OnsetTicks > 0)
            metres.Insert(0, new MetreChange(0, 4, 4));
        var bars = new List<ScoreBar>();
        var end = Math.Max(1, piece.EndTicks);
        for (var m = 0; m < metres.Count && metres[m].OnsetTicks < end; m++)
        {
            var until = m + 1 < metres.Count ? Math.Min(metres[m + 1].OnsetTicks, end) : end;
            for (var start = metres[m].OnsetTicks; start < until; start += metres[m].BarTicks)
            {
                var barEnd = start + metres[m].BarTicks;
                if (m + 1 < metres.Count)
                    barEnd = Math.Min(barEnd, metres[m + 1].OnsetTicks);
                var isNew = start == metres[m].OnsetTicks && (m == 0 || metres[m] with { OnsetTicks = 0 } != metres[m - 1] with { OnsetTicks = 0 });
                bars.Add(new ScoreBar(start, barEnd, metres[m], isNew));
            }
        }

        return bars;
    }
}
