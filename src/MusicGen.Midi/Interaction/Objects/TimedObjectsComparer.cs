namespace MusicGen.Midi;

/// <summary>The order in which objects of one track are written: by time.</summary>
public class TimedObjectsComparer : IComparer<ITimedObject>
{
    public virtual int Compare(ITimedObject? x, ITimedObject? y)
    {
        if (ReferenceEquals(x, y))
            return 0;
        if (x is null || y is null)
            return x is null ? -1 : 1;
        return x.Time.CompareTo(y.Time);
    }
}
