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
    private bool _isMoving, _lastLevel;

    /// <summary>Whether the contact is closed, as far as is certain.</summary>
    public bool IsDown { get; private set; }

    /// <summary>When the contact moved first before it came to where it is: the time of the press or release.</summary>
    public long ChangedAt { get; private set; }

    /// <summary>When to look at the level; <see cref="long.MaxValue"/> while it keeps still.</summary>
    public long Deadline => _isMoving ? Math.Min(_lastEdge + quietMilliseconds, _firstEdge + MostQuietTimes * quietMilliseconds) : long.MaxValue;

    /// <summary>The contact moved.</summary>
    /// <param name="at">When.</param>
    /// <param name="isDown">To where; a hint, for the case that nobody looks before it moves again.</param>
    /// <returns>Whether the contact had changed before this edge, unseen: it kept still for long enough since the edge before.</returns>
    public bool OnEdge(long at, bool isDown)
    {
        var hasChanged = _isMoving && at - _lastEdge >= quietMilliseconds && Settle(_lastLevel);
        if (!_isMoving) _firstEdge = at;
        _lastEdge = at;
        _lastLevel = isDown;
        _isMoving = true;
        return hasChanged;
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
