namespace MusicGen.Core;

/// <summary>Velocity 1–127 in 32 bins of 4 (the first holds 3).</summary>
public static class VelocityBins
{
    /// <summary>Number of bins.</summary>
    public const int Count = 32;

    /// <summary>The bin of a velocity; values outside 1–127 are clamped.</summary>
    public static int BinOf(int velocity) => Math.Clamp(velocity, 1, 127) / 4;

    /// <summary>The velocity that stands for a bin.</summary>
    public static byte VelocityOf(int bin) => (byte)Math.Clamp(bin * 4 + 2, 1, 127);
}
