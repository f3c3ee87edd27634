namespace MusicGen.Core;

/// <summary>
/// Where all that people do at the box comes together: any thread posts, the composer thread takes. Bounded: what a
/// gone-mad device sends too much of is dropped and counted.
/// </summary>
/// <remarks>Thread-safe. No member allocates after construction.</remarks>
public sealed class Inbox
{
    private readonly Lock _lock = new();
    private readonly BoxEvent[] _events;
    private int _first, _count;
    private long _dropped;

    /// <summary>Makes an empty inbox.</summary>
    /// <param name="capacity">Events it holds, at least 16.</param>
    public Inbox(int capacity = 1024)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 16);
        _events = new BoxEvent[capacity];
    }

    /// <summary>Events that found it full.</summary>
    public long DroppedCount => Volatile.Read(ref _dropped);

    /// <summary>Puts an event in.</summary>
    /// <returns>False where it is full; nothing is put in then.</returns>
    public bool TryPost(in BoxEvent boxEvent)
    {
        lock (_lock)
        {
            if (_count == _events.Length)
            {
                _dropped++;
                return false;
            }

            _events[(_first + _count++) % _events.Length] = boxEvent;
            return true;
        }
    }

    /// <summary>Takes the oldest event out.</summary>
    /// <returns>False where it is empty.</returns>
    public bool TryTake(out BoxEvent boxEvent)
    {
        lock (_lock)
        {
            boxEvent = default;
            if (_count == 0) return false;
            boxEvent = _events[_first];
            // Texts are let go.
            _events[_first] = default;
            _first = (_first + 1) % _events.Length;
            _count--;
            return true;
        }
    }
}
