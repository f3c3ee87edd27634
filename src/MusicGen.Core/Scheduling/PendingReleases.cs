namespace MusicGen.Core;

/// <summary>A note whose note-on was sent and whose note-off was not.</summary>
internal readonly record struct PendingRelease(
    long EndFrame, long OnsetFrame, long Serial, byte Channel, byte Pitch, int Generation);

/// <summary>The note-offs that the scheduler owes, soonest first; a fixed array, for there are never many.</summary>
/// <remarks>Single-threaded. No member allocates after construction.</remarks>
internal sealed class PendingReleases(int capacity)
{
    // Latest first, so that the soonest is taken from the end.
    private readonly PendingRelease[] _releases = new PendingRelease[capacity];

    public int Count { get; private set; }

    /// <summary>End of the note that sounds longest, or a given frame where none sounds.</summary>
    public long LastEndFrameOr(long frame) => Count > 0 ? Math.Max(frame, _releases[0].EndFrame) : frame;

    public ref readonly PendingRelease Soonest => ref _releases[Count - 1];

    public ref readonly PendingRelease this[int index] => ref _releases[index];

    public bool TryAdd(in PendingRelease release)
    {
        if (Count == _releases.Length) return false;
        var at = Count++;
        // Equal ends keep their order: the one added first goes out first.
        for (; at > 0 && _releases[at - 1].EndFrame <= release.EndFrame; at--) _releases[at] = _releases[at - 1];
        _releases[at] = release;
        return true;
    }

    public void RemoveAt(int index)
    {
        Count--;
        for (var i = index; i < Count; i++) _releases[i] = _releases[i + 1];
    }

    public void RemoveSoonest() => Count--;

    public int IndexOf(byte channel, byte pitch)
    {
        for (var i = 0; i < Count; i++)
            if (_releases[i].Channel == channel && _releases[i].Pitch == pitch) return i;
        return -1;
    }

    /// <summary>The note that has sounded longest.</summary>
    public int IndexOfOldest()
    {
        var oldest = 0;
        for (var i = 1; i < Count; i++)
            if (_releases[i].OnsetFrame <= _releases[oldest].OnsetFrame) oldest = i;
        return oldest;
    }

    public void RemoveFrom(long onsetFrame)
    {
        var kept = 0;
        for (var i = 0; i < Count; i++)
            if (_releases[i].OnsetFrame < onsetFrame) _releases[kept++] = _releases[i];
        Count = kept;
    }
}
