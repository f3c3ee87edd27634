namespace MusicGen.Edge;

/// <summary>
/// The end of a tune of a given length: how long before it the last notes are let go, so that their sound and the reverb
/// still have room. One rule for <c>render</c> and <c>run</c>, so that both make the same tune.
/// </summary>
internal static class TuneTail
{
    private const double LongestSeconds = 2.5;

    /// <summary>Seconds of the tail.</summary>
    /// <param name="tuneSeconds">Length of the tune, tail included.</param>
    public static double Of(double tuneSeconds) => Math.Min(LongestSeconds, tuneSeconds / 4);
}
