namespace MusicGen.Edge;

/// <summary>Decides which recordings go to make room for a new one: the oldest that nobody asked to keep.</summary>
/// <param name="MostBytes">Room for all of them.</param>
/// <param name="MostCount">How many there may be.</param>
internal readonly record struct RecordingQuota(long MostBytes, int MostCount)
{
    /// <summary>Chooses those that go.</summary>
    /// <param name="present">Those that are there.</param>
    /// <param name="newBytes">Size of the one that comes.</param>
    /// <param name="leaving">Receives those that go, the oldest first.</param>
    /// <returns>Whether there is room then; where there is none because too many are kept, nothing is chosen.</returns>
    public bool TryMakeRoom(IReadOnlyCollection<Recording> present, long newBytes, List<Recording> leaving)
    {
        leaving.Clear();
        var bytes = newBytes + present.Sum(recording => recording.Bytes);
        var count = 1 + present.Count;
        foreach (var oldest in present.Where(recording => !recording.IsKept).OrderBy(recording => recording.Number))
        {
            if (bytes <= MostBytes && count <= MostCount) return true;
            leaving.Add(oldest);
            bytes -= oldest.Bytes;
            count--;
        }

        if (bytes <= MostBytes && count <= MostCount) return true;
        leaving.Clear();
        return false;
    }
}
