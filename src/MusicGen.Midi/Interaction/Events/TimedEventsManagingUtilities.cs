namespace MusicGen.Midi;

/// <summary>Takes events out of tracks with their times from the start of the file.</summary>
public static class TimedEventsManagingUtilities
{
    public static TimedObjectsManager<TimedEvent> ManageTimedEvents(this EventsCollection eventsCollection, TimedEventDetectionSettings? settings = null, TimedObjectsComparer? comparer = null) =>
        new(eventsCollection, new ObjectDetectionSettings { TimedEventDetectionSettings = settings }, comparer);

    public static TimedObjectsManager<TimedEvent> ManageTimedEvents(this TrackChunk trackChunk, TimedEventDetectionSettings? settings = null, TimedObjectsComparer? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(trackChunk);
        return trackChunk.Events.ManageTimedEvents(settings, comparer);
    }

    public static ICollection<TimedEvent> GetTimedEvents(this IEnumerable<MidiEvent> midiEvents, TimedEventDetectionSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(midiEvents);
        return Collect(midiEvents, settings, 0);
    }

    public static ICollection<TimedEvent> GetTimedEvents(this EventsCollection eventsCollection, TimedEventDetectionSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(eventsCollection);
        return Collect(eventsCollection.List, settings, 0);
    }

    public static ICollection<TimedEvent> GetTimedEvents(this TrackChunk trackChunk, TimedEventDetectionSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(trackChunk);
        return trackChunk.Events.GetTimedEvents(settings);
    }

    /// <summary>All tracks' events by time; at one time in the order of the tracks.</summary>
    public static ICollection<TimedEvent> GetTimedEvents(this IEnumerable<TrackChunk> trackChunks, TimedEventDetectionSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(trackChunks);
        return TimeOrder.Merge([.. trackChunks.Select((track, index) => Collect(track.Events.List, settings, index))]);
    }

    public static ICollection<TimedEvent> GetTimedEvents(this MidiFile file, TimedEventDetectionSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.GetTrackChunks().GetTimedEvents(settings);
    }

    internal static List<TimedEvent> Collect(IEnumerable<MidiEvent> midiEvents, TimedEventDetectionSettings? settings, int trackIndex)
    {
        var construct = settings?.Constructor;
        var timedEvents = new List<TimedEvent>(midiEvents is ICollection<MidiEvent> collection ? collection.Count : 0);
        var time = 0L;
        foreach (var midiEvent in midiEvents)
        {
            if (midiEvent is null)
                continue;
            time = Ticks.Add(time, midiEvent.DeltaTime);
            timedEvents.Add(construct is null
                ? new TimedEvent(midiEvent, time)
                : construct(new TimedEventData(midiEvent, time, trackIndex, timedEvents.Count)));
        }

        return timedEvents;
    }
}
