namespace MusicGen.Edge;

/// <summary>The last lines that the program said, each with its number, for the page.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class LogTail(TimeProvider time, int capacity = 200)
{
    private readonly Lock _lock = new();
    private readonly Queue<LogLine> _lines = new();
    private long _count;

    /// <summary>Lines said since the start.</summary>
    public long Count => Volatile.Read(ref _count);

    /// <summary>Adds a line.</summary>
    public void Add(string text)
    {
        lock (_lock)
        {
            if (_lines.Count == capacity) _lines.Dequeue();
            _lines.Enqueue(new LogLine(_count, time.GetUtcNow(), text));
            Volatile.Write(ref _count, _count + 1);
        }
    }

    /// <summary>The lines from a number on, as far as they are still there.</summary>
    public IReadOnlyList<LogLine> Since(long number)
    {
        lock (_lock) return [.. _lines.Where(line => line.Number >= number)];
    }
}
