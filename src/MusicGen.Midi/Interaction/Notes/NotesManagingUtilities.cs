namespace MusicGen.Midi;

/// <summary>Takes notes out of tracks, and takes them away.</summary>
public static class NotesManagingUtilities
{
    public static TimedObjectsManager<Note> ManageNotes(this EventsCollection eventsCollection, NoteDetectionSettings? settings = null, TimedEventDetectionSettings? timedEventDetectionSettings = null, TimedObjectsComparer? comparer = null) =>
        new(eventsCollection, new ObjectDetectionSettings { NoteDetectionSettings = settings, TimedEventDetectionSettings = timedEventDetectionSettings }, comparer);

    public static TimedObjectsManager<Note> ManageNotes(this TrackChunk trackChunk, NoteDetectionSettings? settings = null, TimedEventDetectionSettings? timedEventDetectionSettings = null, TimedObjectsComparer? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(trackChunk);
        return trackChunk.Events.ManageNotes(settings, timedEventDetectionSettings, comparer);
    }

    public static ICollection<Note> GetNotes(this IEnumerable<MidiEvent> midiEvents, NoteDetectionSettings? settings = null, TimedEventDetectionSettings? timedEventDetectionSettings = null)
    {
        ArgumentNullException.ThrowIfNull(midiEvents);
        return new NotePairer(settings).Pair(TimedEventsManagingUtilities.Collect(midiEvents, timedEventDetectionSettings, 0));
    }

    public static ICollection<Note> GetNotes(this TrackChunk trackChunk, NoteDetectionSettings? settings = null, TimedEventDetectionSettings? timedEventDetectionSettings = null)
    {
        ArgumentNullException.ThrowIfNull(trackChunk);
        return trackChunk.Events.GetNotes(settings, timedEventDetectionSettings);
    }

    /// <summary>The notes of all tracks by onset; events are paired within their track only.</summary>
    public static ICollection<Note> GetNotes(this IEnumerable<TrackChunk> trackChunks, NoteDetectionSettings? settings = null, TimedEventDetectionSettings? timedEventDetectionSettings = null)
    {
        ArgumentNullException.ThrowIfNull(trackChunks);
        return TimeOrder.Merge([.. trackChunks.Select((track, index) =>
            new NotePairer(settings).Pair(TimedEventsManagingUtilities.Collect(track.Events.List, timedEventDetectionSettings, index)))]);
    }

    public static ICollection<Note> GetNotes(this MidiFile file, NoteDetectionSettings? settings = null, TimedEventDetectionSettings? timedEventDetectionSettings = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.GetTrackChunks().GetNotes(settings, timedEventDetectionSettings);
    }

    public static int RemoveNotes(this TrackChunk trackChunk, NoteDetectionSettings? settings = null, TimedEventDetectionSettings? timedEventDetectionSettings = null) =>
        trackChunk.RemoveNotes(_ => true, settings, timedEventDetectionSettings);

    /// <summary>Takes away the notes that match, keeping the times of all other events; returns how many went.</summary>
    public static int RemoveNotes(this TrackChunk trackChunk, Predicate<Note> match, NoteDetectionSettings? settings = null, TimedEventDetectionSettings? timedEventDetectionSettings = null)
    {
        ArgumentNullException.ThrowIfNull(trackChunk);
        ArgumentNullException.ThrowIfNull(match);
        var timedEvents = TimedEventsManagingUtilities.Collect(trackChunk.Events.List, timedEventDetectionSettings, 0);
        var pairs = new List<(TimedEvent On, TimedEvent Off)>();
        var notes = new NotePairer(settings).Pair(timedEvents, pairs);
        var removed = new HashSet<TimedEvent>();
        for (var index = 0; index < notes.Count; index++)
        {
            if (!match(notes[index]))
                continue;
            removed.Add(pairs[index].On);
            removed.Add(pairs[index].Off);
        }

        if (removed.Count > 0)
            TimedObjectUtilities.Rewrite(trackChunk.Events, timedEvents.Where(timedEvent => !removed.Contains(timedEvent)));
        return removed.Count / 2;
    }

    public static int RemoveNotes(this MidiFile file, NoteDetectionSettings? settings = null, TimedEventDetectionSettings? timedEventDetectionSettings = null) =>
        file.RemoveNotes(_ => true, settings, timedEventDetectionSettings);

    public static int RemoveNotes(this MidiFile file, Predicate<Note> match, NoteDetectionSettings? settings = null, TimedEventDetectionSettings? timedEventDetectionSettings = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.GetTrackChunks().Sum(track => track.RemoveNotes(match, settings, timedEventDetectionSettings));
    }
}
