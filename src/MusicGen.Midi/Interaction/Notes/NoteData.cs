namespace MusicGen.Midi;

/// <summary>What a constructor of notes gets: the two events that were paired.</summary>
public sealed class NoteData
{
    internal NoteData(TimedEvent timedNoteOnEvent, TimedEvent timedNoteOffEvent)
    {
        TimedNoteOnEvent = timedNoteOnEvent;
        TimedNoteOffEvent = timedNoteOffEvent;
    }

    public TimedEvent TimedNoteOnEvent { get; }

    public TimedEvent TimedNoteOffEvent { get; }
}
