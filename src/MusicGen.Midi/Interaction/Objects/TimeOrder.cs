namespace MusicGen.Midi;

/// <summary>Brings timed objects of several tracks into one order of time.</summary>
internal static class TimeOrder
{
    /// <summary>Merges lists that are each in order; at one time the earlier list goes first.</summary>
    public static List<TObject> Merge<TObject>(IReadOnlyList<List<TObject>> lists)
        where TObject : ITimedObject
    {
        if (lists.Count == 1)
            return lists[0];
        var merged = new List<TObject>(lists.Sum(list => list.Count));
        var heads = new PriorityQueue<(int List, int Index), (long Time, int List)>();
        for (var list = 0; list < lists.Count; list++)
        {
            if (lists[list].Count > 0)
                heads.Enqueue((list, 0), (lists[list][0].Time, list));
        }

        while (heads.TryPeek(out var head, out _))
        {
            var (list, index) = head;
            merged.Add(lists[list][index]);
            if (++index < lists[list].Count)
                heads.DequeueEnqueue((list, index), (lists[list][index].Time, list));
            else
                heads.Dequeue();
        }

        return merged;
    }

    /// <summary>Whether a list is in order of time already, as nearly every list is.</summary>
    public static bool IsSorted<TObject>(List<TObject> objects)
        where TObject : ITimedObject
    {
        for (var index = 1; index < objects.Count; index++)
        {
            if (objects[index].Time < objects[index - 1].Time)
                return false;
        }

        return true;
    }
}
