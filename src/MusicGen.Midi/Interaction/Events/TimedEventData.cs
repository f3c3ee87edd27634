namespace MusicGen.Midi;

/// <summary>What a constructor of timed events gets.</summary>
public sealed class TimedEventData
{
    internal TimedEventData(MidiEvent midiEvent, long time, int eventsCollectionIndex, int eventIndex)
    {
        Event = midiEvent;
        Time = time;
        EventsCollectionIndex = eventsCollectionIndex;
        EventIndex = eventIndex;
    }

    public MidiEvent Event { get; }

    public long Time { get; }

    /// <summary>Which track of the file the event is in.</summary>
    public int EventsCollectionIndex { get; }

    /// <summary>Which event of its track it is.</summary>
    public int EventIndex { get; }
}
