namespace MusicGen.Core;

/// <summary>
/// Notes between the rows that begin them and the composer that hands them on, in order of onset. A note whose length is not known yet holds
/// up those after it.
/// </summary>
/// <remarks>Single-threaded. No member allocates after construction.</remarks>
public sealed class NoteLine
{
    private readonly Note[] _notes;
    private readonly bool[] _isOpen;

    /// <summary>Makes an empty line.</summary>
    /// <param name="capacity">Notes kept, those handed on included, ≥ 1.</param>
    public NoteLine(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _notes = new Note[capacity];
        _isOpen = new bool[capacity];
    }

    /// <summary>Index of the note that is handed on next, from 0 on.</summary>
    public long First { get; private set; }

    /// <summary>Index of the note that is begun next.</summary>
    public long End { get; private set; }

    /// <summary>Whether the next note is there and its length known.</summary>
    public bool HasNext => First < End && !_isOpen[Slot(First)];

    /// <summary>A note of the line, or one handed on not long ago.</summary>
    public ref readonly Note this[long index] => ref _notes[Slot(index)];

    /// <summary>A note begins.</summary>
    /// <param name="note">The note.</param>
    /// <param name="isOpen">Whether its length is still to come.</param>
    /// <returns>Its index.</returns>
    public long Begin(in Note note, bool isOpen = false)
    {
        _notes[Slot(End)] = note;
        _isOpen[Slot(End)] = isOpen;
        return End++;
    }

    /// <summary>An open note ends; nothing where it has been handed on or has ended.</summary>
    /// <param name="index">Index that <see cref="Begin"/> gave.</param>
    /// <param name="endTicks">Where it ends, in ticks.</param>
    public void Close(long index, long endTicks)
    {
        if (index < First || index >= End || !_isOpen[Slot(index)]) return;
        ref var note = ref _notes[Slot(index)];
        note = note with { DurationTicks = Math.Max(1, endTicks - note.OnsetTicks) };
        _isOpen[Slot(index)] = false;
    }

    /// <summary>The next note, handed on.</summary>
    /// <exception cref="InvalidOperationException">There is none (<see cref="HasNext"/>).</exception>
    public Note Take() => HasNext ? _notes[Slot(First++)] : throw new InvalidOperationException("HasNext before Take.");

    /// <summary>A note of somebody else's takes the next index.</summary>
    public void Pass(in Note note)
    {
        Drop();
        Begin(note);
        First = End;
    }

    /// <summary>Forgets what has not been handed on.</summary>
    public void Drop() => End = First;

    /// <summary>Goes back.</summary>
    /// <param name="first">Index of the note to hand on next.</param>
    /// <param name="end">Index of the note to begin next.</param>
    public void GoTo(long first, long end) => (First, End) = (first, end);

    private int Slot(long index) => (int)(index % _notes.Length);
}
