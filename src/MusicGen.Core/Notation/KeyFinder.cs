namespace MusicGen.Core;

/// <summary>
/// Finds the key of a piece: correlates how long each pitch class sounds with the key profiles of Krumhansl and Kessler
/// (C. L. Krumhansl, Cognitive Foundations of Musical Pitch, 1990), for all 24 keys.
/// </summary>
internal static class KeyFinder
{
    private static readonly double[] _major = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88];
    private static readonly double[] _minor = [6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17];

    public static KeyChange Find(IReadOnlyList<Note> notes)
    {
        var weights = new double[12];
        foreach (var note in notes.Where(note => !note.IsDrum))
            weights[note.Pitch % 12] += Math.Min(note.DurationTicks, MusicalTime.Ppqn * 4);
        if (weights.Count(weight => weight > 0) < 2)
            return new KeyChange(0, 0, false);
        var (tonic, isMinor) = Enumerable.Range(0, 12)
            .SelectMany(tonic => new[] { (tonic, isMinor: false), (tonic, isMinor: true) })
            .MaxBy(key => Correlation(weights, key.isMinor ? _minor : _major, key.tonic));

        // A minor key has the signature of the major key three semitones above it; signatures go from five flats to six sharps.
        var fifths = (isMinor ? tonic + 3 : tonic) * 7 % 12;
        return new KeyChange(0, (sbyte)(fifths > 6 ? fifths - 12 : fifths), isMinor);
    }

    private static double Correlation(double[] weights, double[] profile, int tonic)
    {
        double weightMean = weights.Average(), profileMean = profile.Average();
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
