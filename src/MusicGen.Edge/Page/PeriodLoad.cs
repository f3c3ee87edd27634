namespace MusicGen.Edge;

/// <summary>What the audio thread takes for a period of sound, of the time that it has for it: how near the box is to a gap. Part of <see cref="PageHealth"/>.</summary>
/// <param name="LengthMilliseconds">Length of a period: longer it must not take for long.</param>
/// <param name="HalfMilliseconds">Half of the last periods took no longer.</param>
/// <param name="MostOfHundredMilliseconds">99 of 100 took no longer.</param>
/// <param name="LongestMilliseconds">The longest took so long.</param>
internal readonly record struct PeriodLoad(double LengthMilliseconds, double HalfMilliseconds, double MostOfHundredMilliseconds, double LongestMilliseconds)
{
    /// <summary>Reads it out of the times of the last periods.</summary>
    /// <param name="milliseconds">Times; sorted by this.</param>
    /// <param name="format">Period and rate.</param>
    public static PeriodLoad Of(float[] milliseconds, AudioFormat format)
    {
        var length = 1000.0 * format.PeriodFrames / format.SampleRateHz;
        if (milliseconds.Length == 0) return new PeriodLoad(length, 0, 0, 0);
        var sorted = Array.ConvertAll(milliseconds, time => (double)time);
        var shares = Percentiles.Of(sorted);
        return new PeriodLoad(length, shares.P50, shares.P99, sorted[^1]);
    }
}
