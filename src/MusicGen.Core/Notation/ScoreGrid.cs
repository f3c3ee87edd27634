namespace MusicGen.Core;

/// <summary>
/// The times that sheet music can say: 64ths and the triplets of 32nds, in ticks of <see cref="MusicalTime.Ppqn"/>. What lies on it is written as it is;
/// what does not is moved to the nearest 16th or 16th triplet.
/// </summary>
internal static class ScoreGrid
{
    /// <summary>A 64th.</summary>
    public const int BinaryTicks = MusicalTime.Ppqn / 16;

    /// <summary>A third of a 32nd pair: the triplet of 64ths.</summary>
    public const int TripletTicks = MusicalTime.Ppqn / 24;

    private const int CoarseBinaryTicks = MusicalTime.Ppqn / 4;
    private const int CoarseTripletTicks = MusicalTime.Ppqn / 6;

    public static bool Contains(long ticks) => ticks % BinaryTicks == 0 || ticks % TripletTicks == 0;

    /// <summary>The time itself where it is on the grid, else the nearest 16th or 16th triplet.</summary>
    public static long Nearest(long ticks)
    {
        if (Contains(ticks))
            return ticks;
        long binary = Round(ticks, CoarseBinaryTicks), triplet = Round(ticks, CoarseTripletTicks);
        return Math.Abs(binary - ticks) <= Math.Abs(triplet - ticks) ? binary : triplet;
    }

    /// <summary>The first time on the 16th grid after another.</summary>
    public static long After(long ticks) => ((ticks / CoarseBinaryTicks) + 1) * CoarseBinaryTicks;

    private static long Round(long ticks, int unit) => (ticks + (unit / 2)) / unit * unit;
}
