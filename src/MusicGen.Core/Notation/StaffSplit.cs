namespace MusicGen.Core;

/// <summary>Shares keyboard music between two staves: bar by bar at the pitch near middle C where the fewest notes are close by.</summary>
internal static class StaffSplit
{
    private const int LowestSplit = 53, HighestSplit = 67, MiddleC = 60;

    /// <summary>Notes nearer to the split than this speak against it.</summary>
    private const double NearSemitones = 4;

    public static List<List<Note>> Split(IReadOnlyList<Note> notes, IReadOnlyList<ScoreBar> bars)
    {
        List<Note> upper = [], lower = [];
        var split = MiddleC;
        var index = 0;
        foreach (var bar in bars)
        {
            var first = index;
            while (index < notes.Count && notes[index].OnsetTicks < bar.EndTicks)
                index++;
            var here = notes.Skip(first).Take(index - first).ToList();
            if (here.Count > 0)
                split = Best(here, split);
            foreach (var note in here)
                (note.Pitch >= split ? upper : lower).Add(note);
        }

        return [upper, lower];
    }

    private static int Best(List<Note> notes, int before) => Enumerable.Range(LowestSplit, HighestSplit - LowestSplit + 1)
        .MinBy(split => notes.Average(note => Math.Max(0, NearSemitones - Math.Abs(note.Pitch + 0.5 - split)))
            + (0.08 * Math.Abs(split - MiddleC)) + (0.04 * Math.Abs(split - before)));
}
