namespace MusicGen.Training;

/// <summary>
/// How much of a stream of notes goes round in circles: the share of notes inside any run of 16 pitches that was seen four
/// times or more among the last 1,000 notes.
/// </summary>
internal static class StuckNotes
{
    private const int GramNotes = 16, WindowNotes = 1000, LeastTimes = 4;

    /// <returns>0…1; the mean over windows of the stream.</returns>
    public static double Share(IReadOnlyList<Note> notes)
    {
        if (notes.Count < GramNotes) return 0;
        var window = Math.Min(WindowNotes, notes.Count);
        double sum = 0;
        var windows = 0;
        for (var end = window; end <= notes.Count; end += WindowNotes / 4, windows++) sum += ShareOf(notes, end - window, window);
        return sum / windows;
    }

    private static double ShareOf(IReadOnlyList<Note> notes, int first, int count)
    {
        var seen = new Dictionary<ulong, int>();
        var keys = new ulong[count - GramNotes + 1];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = KeyOf(notes, first + i);
            seen[keys[i]] = seen.GetValueOrDefault(keys[i]) + 1;
        }

        var stuck = new bool[count];
        for (var i = 0; i < keys.Length; i++)
            if (seen[keys[i]] >= LeastTimes) Array.Fill(stuck, true, i, GramNotes);
        return (double)stuck.Count(isStuck => isStuck) / count;
    }

    /// <summary>FNV-1a over pitch and drum or not.</summary>
    private static ulong KeyOf(IReadOnlyList<Note> notes, int first)
    {
        var hash = 14695981039346656037UL;
        for (var i = first; i < first + GramNotes; i++) hash = (hash ^ (ulong)(notes[i].Pitch | (notes[i].IsDrum ? 128 : 0))) * 1099511628211UL;
        return hash;
    }
}
