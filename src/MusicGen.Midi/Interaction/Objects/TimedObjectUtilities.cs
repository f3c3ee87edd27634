namespace MusicGen.Midi;

/// <summary>Times of objects in any unit, and objects back into tracks and files.</summary>
public static class TimedObjectUtilities
{
    public static TTime TimeAs<TTime>(this ITimedObject obj, TempoMap tempoMap)
        where TTime : ITimeSpan
    {
        ArgumentNullException.ThrowIfNull(obj);
        return TimeConverter.ConvertTo<TTime>(obj.Time, tempoMap);
    }

    public static ITimeSpan TimeAs(this ITimedObject obj, TimeSpanType timeType, TempoMap tempoMap)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return TimeConverter.ConvertTo(obj.Time, timeType, tempoMap);
    }

    public static IEnumerable<TObject> AtTime<TObject>(this IEnumerable<TObject> objects, long time)
        where TObject : ITimedObject
    {
        ArgumentNullException.ThrowIfNull(objects);
        Throw.IfNegative(time, nameof(time));
        return objects.Where(item => item is not null && item.Time == time);
    }

    public static TrackChunk ToTrackChunk(this IEnumerable<ITimedObject> timedObjects)
    {
        ArgumentNullException.ThrowIfNull(timedObjects);
        var track = new TrackChunk();
        Rewrite(track.Events, ToTimedEvents(timedObjects));
        return track;
    }

    /// <summary>A file of one track with the default time division.</summary>
    public static MidiFile ToFile(this IEnumerable<ITimedObject> timedObjects) => new(timedObjects.ToTrackChunk());

    public static void AddObjects(this EventsCollection eventsCollection, IEnumerable<ITimedObject> timedObjects)
    {
        ArgumentNullException.ThrowIfNull(eventsCollection);
        ArgumentNullException.ThrowIfNull(timedObjects);
        var present = TimedEventsManagingUtilities.Collect(eventsCollection.List, null, 0);
        Rewrite(eventsCollection, ToTimedEvents(present.Concat(timedObjects)));
    }

    public static void AddObjects(this TrackChunk trackChunk, IEnumerable<ITimedObject> timedObjects)
    {
        ArgumentNullException.ThrowIfNull(trackChunk);
        trackChunk.Events.AddObjects(timedObjects);
    }

    /// <summary>
    /// The events of objects by time. At one time note-offs go before note-ons, so that a note struck again where it
    /// ended does not end itself; but a note of no length keeps its note-off behind its note-on.
    /// </summary>
    internal static IEnumerable<TimedEvent> ToTimedEvents(IEnumerable<ITimedObject> timedObjects)
    {
        var ordered = new List<(TimedEvent Event, int Rank)>();
        foreach (var timedObject in timedObjects)
        {
            if (timedObject is TimedEvent timedEvent)
            {
                ordered.Add((timedEvent, 1));
            }
            else if (timedObject is Note note)
            {
                ordered.Add((note.GetTimedNoteOnEvent(), 1));
                ordered.Add((note.GetTimedNoteOffEvent(), note.Length > 0 ? 0 : 1));
            }
            else
            {
                throw new ArgumentException($"Notes and timed events are expected, but found {timedObject?.GetType().Name ?? "null"}.", nameof(timedObjects));
            }
        }

        return ordered.OrderBy(pair => pair.Event.Time).ThenBy(pair => pair.Rank).Select(pair => pair.Event);
    }

    /// <summary>Replaces a track's events by others that are in order of time.</summary>
    internal static void Rewrite(EventsCollection eventsCollection, IEnumerable<TimedEvent> timedEvents)
    {
        var events = timedEvents.ToList();
        if (!TimeOrder.IsSorted(events))
            events = [.. events.OrderBy(timedEvent => timedEvent.Time)];
        eventsCollection.Clear();
        var last = 0L;
        foreach (var timedEvent in events)
        {
            timedEvent.Event.DeltaTime = timedEvent.Time - last;
            last = timedEvent.Time;
            eventsCollection.List.Add(timedEvent.Event);
        }
    }
}
