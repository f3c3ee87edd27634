namespace MusicGen.Midi;

/// <summary>Pairs the note-ons and note-offs of one track into notes.</summary>
internal sealed class NotePairer
{
    private const int PitchCount = 128;
    private const int ChannelCount = 16;

    private readonly NoteStartDetectionPolicy _policy;
    private readonly Func<NoteData, Note>? _construct;

    // Open note-ons of each channel and pitch, by their place in the slot list; most have one at a time.
    private readonly LinkedList<Slot>?[] _open = new LinkedList<Slot>?[ChannelCount * PitchCount];

    public NotePairer(NoteDetectionSettings? settings)
    {
        _policy = settings?.NoteStartDetectionPolicy ?? NoteStartDetectionPolicy.FirstNoteOn;
        _construct = settings?.Constructor;
    }

    /// <summary>The track's notes in order of their onsets; note-ons that nothing ends, and note-offs that end nothing, are left out.</summary>
    public List<Note> Pair(List<TimedEvent> timedEvents, List<(TimedEvent On, TimedEvent Off)>? pairs = null)
    {
        var slots = new List<Slot>(timedEvents.Count / 2);
        foreach (var timedEvent in timedEvents)
        {
            if (timedEvent.Event is NoteOnEvent noteOn)
            {
                var slot = new Slot(timedEvent);
                slots.Add(slot);
                (_open[Key(noteOn)] ??= new LinkedList<Slot>()).AddLast(slot);
            }
            else if (timedEvent.Event is NoteOffEvent noteOff && Take(_open[Key(noteOff)]) is { } slot)
            {
                slot.Off = timedEvent;
            }
        }

        var notes = new List<Note>(slots.Count);
        foreach (var slot in slots)
        {
            if (slot.Off is null)
                continue;
            notes.Add(_construct is null ? new Note(slot.On, slot.Off) : _construct(new NoteData(slot.On, slot.Off)));
            pairs?.Add((slot.On, slot.Off));
        }

        return notes;
    }

    private static int Key(NoteEvent noteEvent) => (noteEvent.Channel * PitchCount) + noteEvent.NoteNumber;

    private Slot? Take(LinkedList<Slot>? open)
    {
        var node = _policy == NoteStartDetectionPolicy.FirstNoteOn ? open?.First : open?.Last;
        if (node is null)
            return null;
        open!.Remove(node);
        return node.Value;
    }

    /// <summary>A note-on waiting for its note-off.</summary>
    private sealed class Slot(TimedEvent on)
    {
        public TimedEvent On { get; } = on;

        public TimedEvent? Off { get; set; }
    }
}
