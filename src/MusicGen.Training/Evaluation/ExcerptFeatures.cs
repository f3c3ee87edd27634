namespace MusicGen.Training;

/// <summary>
/// Features of an excerpt by which sets of music are compared, after L.-C. Yang and A. Lerch, On the evaluation of
/// generative models in music (Neural Computing and Applications 32, 2020): the nine of their list, then velocity and polyphony.
/// </summary>
internal static class ExcerptFeatures
{
    private const int LengthClasses = 12;

    /// <summary>How many of <see cref="Names"/> are of the paper's list; the mean is over these.</summary>
    public const int PaperFeatures = 9;

    public static IReadOnlyList<string> Names { get; } =
    [
        "used pitches", "pitch-class histogram", "pitch-class transitions", "pitch range", "mean interval", "note count", "mean step",
        "note-length histogram", "note-length transitions", "velocity histogram", "mean polyphony",
    ];

    /// <returns>A vector per name.</returns>
    public static double[][] Of(Piece excerpt)
    {
        var notes = excerpt.Notes.Where(note => !note.IsDrum).ToArray();
        if (notes.Length < 2) notes = [.. excerpt.Notes];
        var seconds = notes.Select(note => (Onset: excerpt.Tempo.SecondsAt(note.OnsetTicks), End: excerpt.Tempo.SecondsAt(note.EndTicks))).ToArray();
        var classes = notes.Select(note => note.Pitch % 12).ToArray();
        var lengths = seconds.Select(time => LengthClass(time.End - time.Onset)).ToArray();
        var span = Math.Max(1e-3, seconds.Max(time => time.End));
        return
        [
            [notes.Select(note => note.Pitch).Distinct().Count()],
            Shares(classes, 12),
            Transitions(classes, 12),
            [notes.Max(note => note.Pitch) - notes.Min(note => note.Pitch)],
            [Mean(Pairs(notes.Select(note => (double)note.Pitch)).Select(Math.Abs))],
            [notes.Length],
            [Mean(Pairs(seconds.Select(time => time.Onset)))],
            Shares(lengths, LengthClasses),
            Transitions(lengths, LengthClasses),
            Shares([.. notes.Select(note => note.Velocity / 8)], 16),
            [seconds.Sum(time => time.End - time.Onset) / span],
        ];
    }

    /// <summary>Two thirds of an octave a class from 30 ms on.</summary>
    private static int LengthClass(double seconds) => (int)Math.Clamp(1.5 * Math.Log2(Math.Max(seconds, 0.03) / 0.03), 0, LengthClasses - 1);

    private static double[] Shares(int[] values, int count)
    {
        var shares = new double[count];
        foreach (var value in values) shares[value] += 1.0 / values.Length;
        return shares;
    }

    private static double[] Transitions(int[] values, int count)
    {
        var shares = new double[count * count];
        for (var i = 1; i < values.Length; i++) shares[values[i - 1] * count + values[i]] += 1.0 / (values.Length - 1);
        return shares;
    }

    private static IEnumerable<double> Pairs(IEnumerable<double> values) => values.Zip(values.Skip(1), (before, after) => after - before);

    private static double Mean(IEnumerable<double> values) => values.DefaultIfEmpty(0).Average();
}
