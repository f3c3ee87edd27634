using System.Runtime.InteropServices;

namespace MusicGen.Core;

/// <summary>
/// Fixed ring of events from one writing thread to one reading thread, without locks: composer to audio thread, and audio
/// thread to recorder.
/// </summary>
/// <remarks>Audio thread: no allocation, locks, I/O or logging.</remarks>
public sealed class NoteEventQueue
{
    private readonly NoteEvent[] _events;
    private readonly int _mask;
    private Positions _positions;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="capacity">Events it holds, rounded up to a power of two, 2–1,048,576.</param>
    public NoteEventQueue(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, 1 << 20);
        _events = new NoteEvent[System.Numerics.BitOperations.RoundUpToPowerOf2((uint)capacity)];
        _mask = _events.Length - 1;
    }

    /// <summary>Events it holds at most.</summary>
    public int Capacity => _events.Length;

    /// <summary>Events in it; exact on either thread as a bound: no fewer for the reader, no more for the writer.</summary>
    public int Count => (int)(Volatile.Read(ref _positions.Written) - Volatile.Read(ref _positions.Read));

    /// <summary>Events that the writer can surely add.</summary>
    public int FreeCount => Capacity - Count;

    /// <summary>Writing thread: adds an event.</summary>
    /// <returns>False where the queue is full; nothing is added then.</returns>
    public bool TryEnqueue(in NoteEvent noteEvent)
    {
        var written = _positions.Written;
        if (written - Volatile.Read(ref _positions.Read) >= _events.Length) return false;
        _events[(int)written & _mask] = noteEvent;
        // The release makes the event visible before its count.
        Volatile.Write(ref _positions.Written, written + 1);
        return true;
    }

    /// <summary>Reading thread: takes the oldest event out.</summary>
    /// <returns>False where the queue is empty.</returns>
    public bool TryDequeue(out NoteEvent noteEvent)
    {
        var read = _positions.Read;
        if (read >= Volatile.Read(ref _positions.Written))
        {
            noteEvent = default;
            return false;
        }

        noteEvent = _events[(int)read & _mask];
        Volatile.Write(ref _positions.Read, read + 1);
        return true;
    }

    // Far apart, so that the two threads do not take each other's cache line.
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Positions
    {
        [FieldOffset(128)]
        public long Written;

        [FieldOffset(256)]
        public long Read;
    }
}
