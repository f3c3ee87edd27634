namespace MusicGen.Midi;

/// <summary>Lends out a track's notes or timed events for editing and writes them back when it is disposed.</summary>
public class TimedObjectsManager<TObject> : IDisposable
    where TObject : ITimedObject
{
    private readonly EventsCollection _eventsCollection;
    private readonly List<TimedEvent> _otherEvents;
    private bool _disposed;

    /// <exception cref="NotSupportedException">The object type is neither <see cref="Note"/> nor <see cref="TimedEvent"/>.</exception>
    public TimedObjectsManager(EventsCollection eventsCollection, ObjectDetectionSettings? objectDetectionSettings = null, TimedObjectsComparer? comparer = null)
    {
        ArgumentNullException.ThrowIfNull(eventsCollection);
        _eventsCollection = eventsCollection;
        var timedEvents = TimedEventsManagingUtilities.Collect(eventsCollection.List, objectDetectionSettings?.TimedEventDetectionSettings, 0);
        IEnumerable<TObject> objects;
        if (typeof(TObject) == typeof(Note))
        {
            var pairs = new List<(TimedEvent On, TimedEvent Off)>();
            objects = new NotePairer(objectDetectionSettings?.NoteDetectionSettings).Pair(timedEvents, pairs).Cast<TObject>();
            var paired = pairs.SelectMany(pair => new[] { pair.On, pair.Off }).ToHashSet();
            _otherEvents = [.. timedEvents.Where(timedEvent => !paired.Contains(timedEvent))];
        }
        else if (typeof(TObject) == typeof(TimedEvent))
        {
            objects = timedEvents.Cast<TObject>();
            _otherEvents = [];
        }
        else
        {
            throw new NotSupportedException($"Note or TimedEvent is expected, but found {typeof(TObject).Name}.");
        }

        Objects = new TimedObjectsCollection<TObject>(objects, comparer ?? new TimedObjectsComparer());
    }

    public TimedObjectsCollection<TObject> Objects { get; }

    /// <summary>Writes the objects, as they are now, back to the track.</summary>
    public void SaveChanges() =>
        TimedObjectUtilities.Rewrite(_eventsCollection, TimedObjectUtilities.ToTimedEvents(_otherEvents.Cast<ITimedObject>().Concat(Objects.Cast<ITimedObject>())));

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (_disposed)
            return;
        if (disposing)
            SaveChanges();
        _disposed = true;
    }
}
