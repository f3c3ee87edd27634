namespace MusicGen.Midi;

/// <summary>Edits a tempo map, and writes it into tracks when it is disposed.</summary>
public sealed class TempoMapManager : IDisposable
{
    private readonly List<EventsCollection> _eventsCollections;
    private bool _disposed;

    public TempoMapManager()
        : this(new TicksPerQuarterNoteTimeDivision())
    {
    }

    public TempoMapManager(TimeDivision timeDivision)
        : this(timeDivision, [])
    {
    }

    public TempoMapManager(TimeDivision timeDivision, IEnumerable<EventsCollection> eventsCollections)
    {
        ArgumentNullException.ThrowIfNull(eventsCollections);
        _eventsCollections = [.. eventsCollections];
        TempoMap = TempoMapManagingUtilities.Collect(_eventsCollections, timeDivision);
    }

    public TempoMap TempoMap { get; }

    public void SetTimeSignature(long time, TimeSignature timeSignature)
    {
        ArgumentNullException.ThrowIfNull(timeSignature);
        TempoMap.Metres.Set(Throw.IfNegative(time, nameof(time)), timeSignature);
        TempoMap.ForgetSums();
    }

    public void SetTimeSignature(ITimeSpan time, TimeSignature timeSignature) => SetTimeSignature(TimeConverter.ConvertFrom(time, TempoMap), timeSignature);

    public void SetTempo(long time, Tempo tempo)
    {
        ArgumentNullException.ThrowIfNull(tempo);
        TempoMap.Tempos.Set(Throw.IfNegative(time, nameof(time)), tempo);
        TempoMap.ForgetSums();
    }

    public void SetTempo(ITimeSpan time, Tempo tempo) => SetTempo(TimeConverter.ConvertFrom(time, TempoMap), tempo);

    public void ClearTempo(long startTime, long endTime)
    {
        TempoMap.Tempos.Clear(startTime, endTime);
        TempoMap.ForgetSums();
    }

    public void ClearTimeSignature(long startTime, long endTime)
    {
        TempoMap.Metres.Clear(startTime, endTime);
        TempoMap.ForgetSums();
    }

    /// <summary>Takes the tempo and metre events out of all tracks and writes the map's into the first.</summary>
    public void SaveChanges() => TempoMapManagingUtilities.Replace(_eventsCollections, TempoMap);

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        SaveChanges();
    }
}
