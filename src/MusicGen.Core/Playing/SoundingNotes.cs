namespace MusicGen.Core;

/// <summary>A note that sounds: who began it, when, and when it must be over.</summary>
internal readonly record struct SoundingNote(int Key, int OwnerId, int Generation, long OnsetFrame, long EndFrame)
{
    public int Channel => Key >> 7;

    public int Pitch => Key & 127;
}

/// <summary>The one table of sounding notes, keyed (channel, pitch); part of <see cref="Player"/>.</summary>
/// <remarks>Audio thread: no allocation, locks, I/O or logging.</remarks>
internal sealed class SoundingNotes
{
    private readonly SoundingNote[] _notes;
    private readonly short[] _slots = new short[16 * 128];

    public SoundingNotes(int capacity)
    {
        _notes = new SoundingNote[capacity];
        Array.Fill(_slots, (short)-1);
    }

    public int Count { get; private set; }

    public bool IsFull => Count == _notes.Length;

    public ref readonly SoundingNote this[int slot] => ref _notes[slot];

    /// <summary>Slot of a sounding note, or −1.</summary>
    public int SlotOf(int channel, int pitch) => _slots[(channel << 7) | pitch];

    /// <summary>Adds a note that does not sound yet; there must be room.</summary>
    public void Add(in SoundingNote note)
    {
        _slots[note.Key] = (short)Count;
        _notes[Count++] = note;
    }

    /// <summary>Takes a note out; the last one takes its slot.</summary>
    public void RemoveAt(int slot)
    {
        _slots[_notes[slot].Key] = -1;
        Count--;
        if (slot == Count) return;
        _notes[slot] = _notes[Count];
        _slots[_notes[slot].Key] = (short)slot;
    }

    public int OldestSlot()
    {
        var oldest = 0;
        for (var i = 1; i < Count; i++)
            if (_notes[i].OnsetFrame < _notes[oldest].OnsetFrame) oldest = i;
        return oldest;
    }
}
