namespace MusicGen.Edge;

/// <summary>
/// How long each of the last notes took to compose, or each of the last periods of sound to render: written by the thread that
/// does it, read by the page.
/// </summary>
/// <remarks>Thread-safe for one writer; a reader may miss the time of the moment. Adding allocates nothing.</remarks>
/// <param name="capacity">How many are kept, a power of two.</param>
internal sealed class StepTimes(int capacity = 128)
{
    private readonly float[] _milliseconds = new float[capacity];
    private long _count;

    /// <summary>The writer: adds a time.</summary>
    public void Add(TimeSpan time)
    {
        _milliseconds[_count & (_milliseconds.Length - 1)] = (float)time.TotalMilliseconds;
        Volatile.Write(ref _count, _count + 1);
    }

    /// <summary>The times in milliseconds, oldest first.</summary>
    public float[] Snapshot()
    {
        var count = Volatile.Read(ref _count);
        var kept = (int)Math.Min(count, _milliseconds.Length);
        var times = new float[kept];
        for (var i = 0; i < kept; i++) times[i] = _milliseconds[(count - kept + i) & (_milliseconds.Length - 1)];
        return times;
    }
}
