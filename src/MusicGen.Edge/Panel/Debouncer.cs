namespace MusicGen.Edge;

/// <summary>
/// Makes one press out of the edges of a bouncing contact: an edge only says that something happens, the level after a quiet time says
/// what. So neither lost edges nor glitches shorter than the quiet time count. Stands between line and <see cref="ButtonGestures"/>.
/// </summary>
/// <param name="quietMilliseconds">How long the contact must keep still.</param>
/// <remarks>Single-threaded. Its time is any monotonic clock in milliseconds.</remarks>
internal sealed class Debouncer(int quietMilliseconds)
{
    // A contact that never keeps still is looked at all the same, now and then.
    private const int MostQuietTimes = 5;

    private long _firstEdge, _lastEdge;
    private bool _isMoving;

    /// <summary>Whether the contact is closed, as far as is certain.</summary>
    public bool IsDown { get; private set; }

    /// <summary>When the contact moved first before it came to where it is: the time of the press or release.</summary>
    public long ChangedAt { get; private set; }

    /// <summary>When to look at the level; <see cref="long.MaxValue"/> while it keeps still.</summary>
    public long Deadline => _isMoving ? Math.Min(_lastEdge + quietMilliseconds, _firstEdge + MostQuietTimes * quietMilliseconds) : long.MaxValue;

    /// <summary>The contact moved.</summary>
    public void OnEdge(long now) => OnEdges(now, now);

    /// <summary>The contact moved several times.</summary>
    public void OnEdges(long first, long last)
    {
        if (!_isMoving) _firstEdge = first;
        _lastEdge = last;
        _isMoving = true;
    }

    /// <summary>The level as it is at or after the <see cref="Deadline"/>.</summary>
    /// <returns>Whether the contact changed.</returns>
    public bool Settle(bool isDown)
    {
        _isMoving = false;
        if (isDown == IsDown) return false;
        IsDown = isDown;
        ChangedAt = _firstEdge;
        return true;
    }
}
