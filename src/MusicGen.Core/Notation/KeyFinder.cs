namespace MusicGen.Core;

/// <summary>
/// Finds the key of a piece: correlates how long each pitch class sounds with the key profiles of J. Albrecht and D. Shanahan (The Use of Large Corpora to
/// Train a New Type of Key-Finding Algorithm, Music Perception 31, 2013), for all 24 keys. On 1,670 files that state one key signature (songs, chorales,
/// piano music, folk tunes) it finds 93 % of the signatures; the profiles of Krumhansl and Kessler find 85 %.
/// </summary>
internal static class KeyFinder
{
    private static readonly double[] _major = [0.238, 0.006, 0.111, 0.006, 0.137, 0.094, 0.016, 0.214, 0.009, 0.080, 0.008, 0.081];
    private static readonly double[] _minor = [0.220, 0.006, 0.104, 0.123, 0.019, 0.103, 0.012, 0.214, 0.062, 0.022, 0.061, 0.052];

    public static KeyChange Find(IReadOnlyList<Note> notes)
    {
        var weights = new double[12];
        foreach (var note in notes.Where(note => !note.IsDrum))
            weights[note.Pitch % 12] += Math.Min(note.DurationTicks, MusicalTime.Ppqn * 4);
        return TryFind(weights, out var tonic, out var isMinor) ? KeyChange.Of(tonic, isMinor) : new KeyChange(0, 0, false);
    }

    /// <summary>The key in which pitch classes sound so long; false where fewer than two do.</summary>
    /// <param name="weights">(12) how long each pitch class sounds, C first.</param>
    /// <param name="tonic">Pitch class of the tonic.</param>
    /// <param name="isMinor">Minor rather than major.</param>
    public static bool TryFind(ReadOnlySpan<double> weights, out int tonic, out bool isMinor)
    {
        (tonic, isMinor) = (0, false);
        var heard = 0;
        foreach (var weight in weights)
            if (weight > 0) heard++;
        if (heard < 2) return false;
        var best = double.NegativeInfinity;
        for (var candidate = 0; candidate < 24; candidate++)
        {
            var correlation = Correlation(weights, candidate % 2 == 1 ? _minor : _major, candidate / 2);
            if (correlation <= best) continue;
            (best, tonic, isMinor) = (correlation, candidate / 2, candidate % 2 == 1);
        }

        return true;
    }

    /// <summary>How much of the time each pitch class sounds in a key.</summary>
    /// <param name="tonic">Pitch class of the tonic.</param>
    /// <param name="isMinor">Minor rather than major.</param>
    /// <param name="shares">(12) receives the shares, C first; they sum to 1.</param>
    public static void Profile(int tonic, bool isMinor, Span<double> shares)
    {
        for (var i = 0; i < 12; i++) shares[(tonic + i) % 12] = (isMinor ? _minor : _major)[i];
    }

    private static double Correlation(ReadOnlySpan<double> weights, double[] profile, int tonic)
    {
        double weightMean = 0, profileMean = 1 / 12.0;
        foreach (var weight in weights) weightMean += weight / 12;
        double product = 0, weightSquare = 0, profileSquare = 0;
        for (var i = 0; i < 12; i++)
        {
            var weight = weights[(tonic + i) % 12] - weightMean;
            var expected = profile[i] - profileMean;
            product += weight * expected;
            weightSquare += weight * weight;
            profileSquare += expected * expected;
        }

        return weightSquare == 0 ? 0 : product / Math.Sqrt(weightSquare * profileSquare);
    }
}
