namespace MusicGen.Training;

/// <summary>The most frequent runs of notes: three pitches as they are, and five notes by the intervals between them, whatever the key.</summary>
internal sealed class NoteGrams
{
    private const int LargestInterval = 15;

    private readonly Dictionary<int, int> _pitches = [];
    private readonly Dictionary<int, int> _intervals = [];

    public long PitchTotal { get; private set; }

    public long IntervalTotal { get; private set; }

    public static NoteGrams Of(IEnumerable<Piece> pieces)
    {
        var grams = new NoteGrams();
        foreach (var piece in pieces) grams.Add(piece);
        return grams;
    }

    public void Add(Piece piece)
    {
        var pitches = piece.Notes.Where(note => !note.IsDrum).Select(note => (int)note.Pitch).ToArray();
        for (var i = 2; i < pitches.Length; i++)
        {
            PitchTotal++;
            Count(_pitches, pitches[i - 2] << 14 | pitches[i - 1] << 7 | pitches[i]);
            if (i < 4) continue;
            IntervalTotal++;
            if (KeyOf(pitches.AsSpan(i - 4, 5)) is { } key) Count(_intervals, key);
        }
    }

    /// <summary>Runs of three pitches, the most frequent first: "C4 E4 G4" and how often.</summary>
    public IReadOnlyList<(string Name, int Count)> TopPitches(int most) => Top(_pitches, most, key => string.Join(' ', new[] { key >> 14, key >> 7 & 127, key & 127 }.Select(NoteTable.NameOf)));

    /// <summary>Runs of five notes by intervals, the most frequent first: "+2 +2 +1 +2" and how often.</summary>
    public IReadOnlyList<(string Name, int Count)> TopIntervals(int most) => Top(_intervals, most, key =>
        string.Join(' ', new[] { 15, 10, 5, 0 }.Select(shift => (key >> shift & 31) - LargestInterval).Select(interval => interval > 0 ? FormattableString.Invariant($"+{interval}") : FormattableString.Invariant($"{interval}"))));

    private static int? KeyOf(ReadOnlySpan<int> pitches)
    {
        var key = 0;
        for (var i = 1; i < pitches.Length; i++)
        {
            var interval = pitches[i] - pitches[i - 1];
            if (Math.Abs(interval) > LargestInterval) return null;
            key = key << 5 | (interval + LargestInterval);
        }

        return key;
    }

    private static void Count(Dictionary<int, int> counts, int key) => counts[key] = counts.GetValueOrDefault(key) + 1;

    private static IReadOnlyList<(string, int)> Top(Dictionary<int, int> counts, int most, Func<int, string> name) =>
        [.. counts.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(most).Select(entry => (name(entry.Key), entry.Value))];
}
