namespace MusicGen.Edge;

/// <summary>The browsers connected now: those that see, and those that hear.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PageAudience
{
    /// <summary>Most browsers that see at one time.</summary>
    public const int MostSeeing = 64;

    /// <summary>Most browsers that hear at one time: each takes 1.5 Mbit/s.</summary>
    public const int MostHearing = 8;

    private readonly Lock _lock = new();
    private PageClient[] _seeing = [], _hearing = [];
    private long _stalled;

    /// <summary>Those that see.</summary>
    public PageClient[] Seeing => Volatile.Read(ref _seeing);

    /// <summary>Those that hear.</summary>
    public PageClient[] Hearing => Volatile.Read(ref _hearing);

    /// <summary>Browsers cut off because they did not take what was sent.</summary>
    public long StalledCount => Volatile.Read(ref _stalled);

    /// <summary>Lets one in that sees; false where there is no room.</summary>
    public bool TryAddSeeing(PageClient client) => TryAdd(ref _seeing, client, MostSeeing);

    /// <summary>Lets one in that hears; false where there is no room.</summary>
    public bool TryAddHearing(PageClient client) => TryAdd(ref _hearing, client, MostHearing);

    /// <summary>One is gone.</summary>
    public void Remove(PageClient client)
    {
        lock (_lock)
        {
            Volatile.Write(ref _seeing, [.. _seeing.Where(other => other != client)]);
            Volatile.Write(ref _hearing, [.. _hearing.Where(other => other != client)]);
            if (client.IsStalled) Volatile.Write(ref _stalled, _stalled + 1);
        }
    }

    private bool TryAdd(ref PageClient[] clients, PageClient client, int most)
    {
        lock (_lock)
        {
            if (clients.Length >= most) return false;
            Volatile.Write(ref clients, [.. clients, client]);
            return true;
        }
    }
}
