namespace MusicGen.Edge;

/// <summary>
/// A copy of the sound for browsers: the audio thread writes what it hands to the device, the page's broadcasting thread
/// reads. Costs the audio thread one look at a number while nobody listens.
/// </summary>
/// <remarks>Audio thread: no allocation, locks, I/O or logging. One writing and one reading thread; what finds no room is dropped and counted.</remarks>
internal sealed class SoundTap
{
    private readonly short[] _ring;
    private readonly int _mask;
    private long _written, _read, _dropped;
    private bool _isListened;

    /// <summary>Makes an empty tap.</summary>
    /// <param name="capacity">Samples it holds, both ears counted; rounded up to a power of two.</param>
    public SoundTap(int capacity = 1 << 16)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        _ring = new short[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _ring.Length - 1;
    }

    /// <summary>Whether anybody listens. The reading thread sets it.</summary>
    public bool IsListened
    {
        get => Volatile.Read(ref _isListened);
        set => Volatile.Write(ref _isListened, value);
    }

    /// <summary>Samples that found no room. Any thread.</summary>
    public long DroppedCount => Volatile.Read(ref _dropped);

    /// <summary>Audio thread: offers a period.</summary>
    /// <param name="interleaved">Left and right in turn.</param>
    public void Write(ReadOnlySpan<short> interleaved)
    {
        if (!Volatile.Read(ref _isListened)) return;
        var written = _written;
        if (interleaved.Length > _ring.Length - (written - Volatile.Read(ref _read)))
        {
            Volatile.Write(ref _dropped, _dropped + interleaved.Length);
            return;
        }

        var at = (int)written & _mask;
        var first = Math.Min(interleaved.Length, _ring.Length - at);
        interleaved[..first].CopyTo(_ring.AsSpan(at));
        interleaved[first..].CopyTo(_ring);
        Volatile.Write(ref _written, written + interleaved.Length);
    }

    /// <summary>Reading thread: takes what is there.</summary>
    /// <returns>How many samples.</returns>
    public int Read(Span<short> destination)
    {
        var read = _read;
        var count = (int)Math.Min(destination.Length, Volatile.Read(ref _written) - read);
        var at = (int)read & _mask;
        var first = Math.Min(count, _ring.Length - at);
        _ring.AsSpan(at, first).CopyTo(destination);
        _ring.AsSpan(0, count - first).CopyTo(destination[first..]);
        Volatile.Write(ref _read, read + count);
        return count;
    }

    /// <summary>Reading thread: forgets what is there.</summary>
    public void Clear() => Volatile.Write(ref _read, Volatile.Read(ref _written));
}
