namespace MusicGen.Midi;

/// <summary>Arithmetic of tick times that stops at the largest one, since a damaged file can say any delta time.</summary>
internal static class Ticks
{
    public static long Add(long time, long delta) => time > long.MaxValue - delta ? long.MaxValue : time + delta;
}
