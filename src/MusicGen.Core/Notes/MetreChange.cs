namespace MusicGen.Core;

/// <summary>A time signature from a tick on.</summary>
/// <param name="OnsetTicks">Where it begins to hold; a bar begins here.</param>
/// <param name="Numerator">Beats a bar, 1–255.</param>
/// <param name="Denominator">Note value of a beat: 1, 2, 4, 8, … 128.</param>
public readonly record struct MetreChange(long OnsetTicks, byte Numerator, byte Denominator)
{
    /// <summary>Length of a bar in ticks.</summary>
    public long BarTicks => (long)MusicalTime.Ppqn * 4 * Numerator / Denominator;
}
