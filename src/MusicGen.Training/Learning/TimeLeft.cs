namespace MusicGen.Training;

/// <summary>
/// Estimates how long work still takes, from how far it is and how long that took. The pace is that of the later half of the time so far: a slow
/// start or a change of speed is forgotten, a pause now and then is averaged over.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class TimeLeft
{
    private const int MostSamples = 1024;

    private readonly List<(double Seconds, double Share)> _samples = [];

    /// <summary>Takes a new state and estimates from it.</summary>
    /// <param name="elapsedSeconds">Since the work began, here and now; resumed work begins anew.</param>
    /// <param name="share">Done of the whole, 0–1.</param>
    /// <returns>Seconds; not a number while nothing can be said.</returns>
    public double Update(double elapsedSeconds, double share)
    {
        if (_samples.Count == MostSamples) _samples.RemoveRange(1, MostSamples / 2);
        _samples.Add((elapsedSeconds, share));
        var first = _samples[0];
        var half = first.Seconds + (elapsedSeconds - first.Seconds) / 2;
        var from = _samples.FindLast(sample => sample.Seconds <= half);
        var pace = (share - from.Share) / (elapsedSeconds - from.Seconds);
        return share >= 1 ? 0 : pace > 0 && double.IsFinite(pace) ? (1 - share) / pace : double.NaN;
    }

    /// <summary>"0:07", "12:05" or "1:02:03"; "?" while nothing can be said.</summary>
    public static string Text(double seconds)
    {
        if (!double.IsFinite(seconds)) return "?";
        var time = TimeSpan.FromSeconds(Math.Round(Math.Clamp(seconds, 0, 359_999)));
        return time.TotalHours >= 1 ? FormattableString.Invariant($"{(int)time.TotalHours}:{time.Minutes:D2}:{time.Seconds:D2}") : FormattableString.Invariant($"{time.Minutes}:{time.Seconds:D2}");
    }
}
