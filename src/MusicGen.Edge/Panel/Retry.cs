namespace MusicGen.Edge;

/// <summary>When to try again what has failed: after a second, then each time after twice as long, up to half a minute.</summary>
/// <remarks>Single-threaded. Its time is any monotonic clock in milliseconds.</remarks>
internal sealed class Retry
{
    private const int FirstMilliseconds = 1000;
    private const int LastMilliseconds = 30_000;

    private int _wait = FirstMilliseconds;

    /// <summary>When it is worth trying.</summary>
    public long At { get; private set; } = long.MinValue;

    /// <summary>It failed.</summary>
    public void Fail(long now)
    {
        At = now + _wait;
        _wait = Math.Min(2 * _wait, LastMilliseconds);
    }

    /// <summary>It worked; the next failure begins anew.</summary>
    public void Succeed()
    {
        At = long.MinValue;
        _wait = FirstMilliseconds;
    }
}
