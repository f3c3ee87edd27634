namespace MusicGen.Core;

/// <summary>Events that wait for their frame, in order of frame and then of arrival; part of <see cref="Player"/>.</summary>
/// <remarks>Audio thread: no allocation, locks, I/O or logging.</remarks>
internal sealed class PendingEvents(int capacity)
{
    // Twice the room, so that taking from the front moves nothing until the end is reached.
    private readonly NoteEvent[] _events = new NoteEvent[capacity * 2];
    private int _first, _end;

    public bool IsFull => _end - _first >= capacity;

    public void Add(in NoteEvent noteEvent)
    {
        if (_end == _events.Length)
        {
            _events.AsSpan(_first, _end - _first).CopyTo(_events);
            _end -= _first;
            _first = 0;
        }

        var at = _end++;
        // Events come nearly in order, so this loop hardly ever turns.
        for (; at > _first && _events[at - 1].Frame > noteEvent.Frame; at--) _events[at] = _events[at - 1];
        _events[at] = noteEvent;
    }

    /// <summary>Takes the first event before a frame out.</summary>
    public bool TryTake(long beforeFrame, out NoteEvent noteEvent)
    {
        if (_first == _end || _events[_first].Frame >= beforeFrame)
        {
            noteEvent = default;
            return false;
        }

        noteEvent = _events[_first++];
        return true;
    }

    /// <summary>Forgets an owner's events of earlier generations from a frame on, except note-offs: those end notes that sound.</summary>
    /// <returns>Note-ons forgotten.</returns>
    public int DropFrom(long frame, int ownerId, int beforeGeneration)
    {
        var kept = _first;
        var notes = 0;
        for (var i = _first; i < _end; i++)
        {
            ref readonly var waiting = ref _events[i];
            var isDropped = waiting.OwnerId == ownerId && waiting.Generation < beforeGeneration && waiting.Frame >= frame
                && waiting.Kind != NoteEventKind.NoteOff;
            Sort(waiting, isDropped, ref kept, ref notes);
        }

        _end = kept;
        return notes;
    }

    /// <summary>Forgets all events of generations before one, note-offs too.</summary>
    /// <returns>Note-ons forgotten.</returns>
    public int DropGenerations(int beforeGeneration)
    {
        var kept = _first;
        var notes = 0;
        for (var i = _first; i < _end; i++) Sort(_events[i], _events[i].Generation < beforeGeneration, ref kept, ref notes);
        _end = kept;
        return notes;
    }

    /// <summary>Forgets all notes of an owner. What it sets on channels stays: it may be the way back of a pedal.</summary>
    /// <returns>Note-ons forgotten.</returns>
    public int DropOwner(int ownerId)
    {
        var kept = _first;
        var notes = 0;
        for (var i = _first; i < _end; i++)
        {
            ref readonly var waiting = ref _events[i];
            Sort(waiting, waiting.OwnerId == ownerId && waiting.Kind is (NoteEventKind.NoteOn or NoteEventKind.NoteOff), ref kept, ref notes);
        }

        _end = kept;
        return notes;
    }

    /// <summary>Forgets everything.</summary>
    /// <returns>Note-ons forgotten.</returns>
    public int Clear()
    {
        var kept = _first;
        var notes = 0;
        for (var i = _first; i < _end; i++) Sort(_events[i], true, ref kept, ref notes);
        _end = kept;
        return notes;
    }

    private void Sort(in NoteEvent waiting, bool isDropped, ref int kept, ref int notes)
    {
        if (!isDropped) _events[kept++] = waiting;
        else if (waiting.Kind == NoteEventKind.NoteOn) notes++;
    }
}
