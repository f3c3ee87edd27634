namespace MusicGen.Training;

/// <summary>
/// Looks how much of some music stands in one training piece already: the upper line's steps between pitches, free of transposition, in runs of
/// eight, and the longest run of equal steps.
/// </summary>
internal sealed class CopyCheck
{
    private readonly IReadOnlyList<sbyte[]> _lines;
    private readonly Dictionary<ulong, List<(int Piece, int At)>> _places = [];

    /// <param name="training">The training pieces.</param>
    /// <param name="codec">The grid that excerpts are on; chords there are chords here.</param>
    public CopyCheck(IReadOnlyList<Piece> training, NoteCodec codec)
    {
        _lines = LinesOf(training, codec);
        for (var piece = 0; piece < _lines.Count; piece++)
        {
            for (var at = 0; at + TrainingGrams.Steps <= _lines[piece].Length; at++)
            {
                var key = KeyOf(_lines[piece], at);
                if (!_places.TryGetValue(key, out var list)) _places[key] = list = [];
                list.Add((piece, at));
            }
        }
    }

    /// <summary>The steps of each piece's upper line, on a model's grid.</summary>
    public static IReadOnlyList<sbyte[]> LinesOf(IReadOnlyList<Piece> pieces, NoteCodec codec) => [.. pieces.Select(piece => UpperLine.StepsOf(codec.Quantise(piece)))];

    /// <summary>Share of an excerpt's grams that the one training piece with most of them has, and the longest equal run in notes.</summary>
    public (double Share, int LongestRun) Of(Piece excerpt)
    {
        var line = UpperLine.StepsOf(excerpt.Notes);
        var grams = line.Length - TrainingGrams.Steps + 1;
        if (grams <= 0) return (0, 0);
        var hits = new Dictionary<int, int>();
        var longest = 0;
        for (var at = 0; at < grams; at++)
        {
            if (!_places.TryGetValue(KeyOf(line, at), out var places)) continue;
            foreach (var piece in places.Select(place => place.Piece).Distinct()) hits[piece] = hits.GetValueOrDefault(piece) + 1;
            foreach (var (piece, start) in places) longest = Math.Max(longest, RunAt(line, at, _lines[piece], start));
        }

        return (hits.Count == 0 ? 0 : (double)hits.Values.Max() / grams, longest == 0 ? 0 : longest + 1);
    }

    private static int RunAt(sbyte[] a, int i, sbyte[] b, int k)
    {
        // Only from where the run begins, or each of its grams would be followed to its end again.
        if (i > 0 && k > 0 && a[i - 1] == b[k - 1]) return 0;
        var length = 0;
        while (i + length < a.Length && k + length < b.Length && a[i + length] == b[k + length]) length++;
        return length;
    }

    private static ulong KeyOf(sbyte[] steps, int at)
    {
        ulong key = 0;
        for (var i = at; i < at + TrainingGrams.Steps; i++) key = key << 8 | (byte)steps[i];
        return key;
    }
}
