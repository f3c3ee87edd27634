namespace MusicGen.Core;

/// <summary>The notes decided last, oldest first, in a ring written by the scheduler.</summary>
/// <remarks>Single-threaded. No member allocates after construction.</remarks>
public sealed class ScheduledNotes
{
    private readonly ScheduledNote[] _notes;
    private long _added;

    /// <summary>Makes an empty list.</summary>
    /// <param name="capacity">Notes it keeps, at least 1; older ones fall out.</param>
    public ScheduledNotes(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _notes = new ScheduledNote[capacity];
    }

    /// <summary>Notes in the list.</summary>
    public int Count => (int)(_added - LostCount);

    /// <summary>Notes that fell out because the list was full.</summary>
    public long LostCount { get; private set; }

    /// <summary>A note.</summary>
    /// <param name="index">0 = the oldest … <see cref="Count"/> − 1 = the last.</param>
    public ScheduledNote this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _notes[(_added - Count + index) % _notes.Length];
        }
    }

    /// <summary>Adds a note and returns its serial number.</summary>
    internal long Add(in ScheduledNote note)
    {
        _notes[_added % _notes.Length] = note;
        LostCount = Math.Max(LostCount, _added + 1 - _notes.Length);
        return _added++;
    }

    /// <summary>Ends a note at another frame than composed.</summary>
    internal void SetEnd(long serial, long endFrame)
    {
        if (serial < LostCount || serial >= _added) return;
        ref var note = ref _notes[serial % _notes.Length];
        note = note with { EndFrame = endFrame };
    }

    /// <summary>Takes the last note out.</summary>
    internal void RemoveLast() => _added--;
}
