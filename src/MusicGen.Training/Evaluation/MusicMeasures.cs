namespace MusicGen.Training;

/// <summary>Single figures of an excerpt: tonality, rhythm, repetition, silence, density. Bars where the music has them, else frames of two seconds.</summary>
internal static class MusicMeasures
{
    private const int Slots = 16;
    private const double FrameSeconds = 2, SilenceSeconds = 4, LikeAnother = 0.9;
    private static readonly int[][] _scales = [[0, 2, 4, 5, 7, 9, 11], [0, 2, 3, 5, 7, 8, 11]];

    public static IReadOnlyList<string> Names { get; } =
    [
        "pitch-class entropy, bits", "scale consistency", "groove consistency", "onset change per onset", "parts like an earlier one", "stuck share",
        "silence over 4 s, share", "notes a second", "mean velocity", "velocity spread", "mean pitch", "mean polyphony",
    ];

    public static double[] Of(Piece excerpt)
    {
        var notes = excerpt.Notes;
        var pitched = notes.Where(note => !note.IsDrum).ToArray();
        var classes = new double[12];
        foreach (var note in pitched) classes[note.Pitch % 12]++;
        var seconds = Math.Max(1e-3, excerpt.DurationSeconds);
        var (groove, change) = Groove(excerpt);
        var velocity = notes.Average(note => note.Velocity);
        return
        [
            Entropy(classes), ScaleConsistency(classes), groove, change, Similarity(excerpt), StuckNotes.Share(notes), Silence(excerpt) / seconds,
            notes.Count / seconds, velocity, Math.Sqrt(notes.Average(note => (note.Velocity - velocity) * (note.Velocity - velocity))),
            pitched.Select(note => (double)note.Pitch).DefaultIfEmpty(60).Average(),
            notes.Sum(note => excerpt.Tempo.SecondsAt(note.EndTicks) - excerpt.Tempo.SecondsAt(note.OnsetTicks)) / seconds,
        ];
    }

    private static double Entropy(double[] counts)
    {
        var sum = Math.Max(1, counts.Sum());
        return -counts.Where(count => count > 0).Sum(count => count / sum * Math.Log2(count / sum));
    }

    /// <summary>Best share of notes in any major or harmonic minor scale (MusPy).</summary>
    private static double ScaleConsistency(double[] classes) => _scales.Max(scale => Enumerable.Range(0, 12).Max(tonic =>
        scale.Sum(step => classes[(tonic + step) % 12]))) / Math.Max(1, classes.Sum());

    /// <summary>
    /// 1 − mean share of slots in which neighbouring bars differ (MusPy); and the differing slots for each onset, because bars with few onsets agree anyhow.
    /// </summary>
    private static (double Consistency, double ChangePerOnset) Groove(Piece excerpt)
    {
        var isBars = excerpt.Metres.Count > 0;
        double frame = isBars ? excerpt.Metres[0].BarTicks : FrameSeconds;
        double Place(long ticks) => (isBars ? ticks : excerpt.Tempo.SecondsAt(ticks)) / frame;
        var bars = (int)Math.Ceiling(Place(excerpt.EndTicks));
        if (bars < 2) return (1, 0);
        var onsets = new bool[bars, Slots];
        foreach (var note in excerpt.Notes)
        {
            var slot = (int)Math.Round(Place(note.OnsetTicks) * Slots);
            if (slot / Slots < bars) onsets[slot / Slots, slot % Slots] = true;
        }

        double differing = 0, count = 0;
        for (var bar = 0; bar < bars; bar++)
        {
            for (var slot = 0; slot < Slots; slot++)
            {
                if (onsets[bar, slot]) count++;
                if (bar > 0 && onsets[bar, slot] != onsets[bar - 1, slot]) differing++;
            }
        }

        return (1 - differing / ((bars - 1) * Slots), differing / Math.Max(1, count));
    }

    /// <summary>Share of parts that are much like an earlier one that is not their neighbour.</summary>
    private static double Similarity(Piece excerpt)
    {
        var matrix = SelfSimilarity.Of(excerpt);
        var alike = 0;
        for (var a = 2; a < matrix.Parts; a++)
        {
            for (var b = 0; b < a - 1; b++)
            {
                if (matrix.Values[a, b] <= LikeAnother) continue;
                alike++;
                break;
            }
        }

        return matrix.Parts > 2 ? (double)alike / (matrix.Parts - 2) : 0;
    }

    private static double Silence(Piece excerpt)
    {
        double silent = 0, end = 0;
        foreach (var note in excerpt.Notes)
        {
            var onset = excerpt.Tempo.SecondsAt(note.OnsetTicks);
            if (onset - end > SilenceSeconds) silent += onset - end;
            end = Math.Max(end, excerpt.Tempo.SecondsAt(note.EndTicks));
        }

        return silent;
    }
}
