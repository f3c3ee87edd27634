namespace MusicGen.Midi;

/// <summary>Takes tempo maps out of tracks and puts them in.</summary>
public static class TempoMapManagingUtilities
{
    public static TempoMapManager ManageTempoMap(this IEnumerable<TrackChunk> trackChunks, TimeDivision timeDivision)
    {
        ArgumentNullException.ThrowIfNull(trackChunks);
        return new TempoMapManager(timeDivision, trackChunks.Select(track => track.Events));
    }

    public static TempoMapManager ManageTempoMap(this MidiFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.GetTrackChunks().ManageTempoMap(file.TimeDivision!);
    }

    /// <exception cref="ArgumentNullException">The division is null, as that of a file without header is.</exception>
    /// <exception cref="ArgumentException">The division has no ticks.</exception>
    public static TempoMap GetTempoMap(this IEnumerable<TrackChunk> trackChunks, TimeDivision timeDivision)
    {
        ArgumentNullException.ThrowIfNull(trackChunks);
        ArgumentNullException.ThrowIfNull(timeDivision);
        return Collect(trackChunks.Select(track => track.Events), timeDivision);
    }

    /// <exception cref="ArgumentNullException">The file has no time division, as one without header has none.</exception>
    /// <exception cref="ArgumentException">The file's time division has no ticks.</exception>
    public static TempoMap GetTempoMap(this MidiFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return file.GetTrackChunks().GetTempoMap(file.TimeDivision!);
    }

    /// <summary>Takes the tempo and metre events out of all tracks and writes those of a map into the first.</summary>
    public static void ReplaceTempoMap(this MidiFile file, TempoMap tempoMap)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(tempoMap);
        var tracks = file.GetTrackChunks().ToList();
        if (tracks.Count == 0)
        {
            tracks.Add(new TrackChunk());
            file.Chunks.Add(tracks[0]);
        }

        Replace(tracks.ConvertAll(track => track.Events), tempoMap);
        file.TimeDivision = tempoMap.TimeDivision.Clone();
    }

    internal static TempoMap Collect(IEnumerable<EventsCollection> eventsCollections, TimeDivision timeDivision)
    {
        var map = new TempoMap(timeDivision);
        var changes = new List<(long Time, MidiEvent Event)>();
        foreach (var events in eventsCollections)
        {
            var time = 0L;
            foreach (var midiEvent in events.List)
            {
                time = Ticks.Add(time, midiEvent.DeltaTime);
                if (midiEvent is SetTempoEvent or TimeSignatureEvent)
                    changes.Add((time, midiEvent));
            }
        }

        // In order of time each change goes at the end of its line, so that thousands of them cost no moving.
        foreach (var (time, midiEvent) in changes.OrderBy(change => change.Time))
        {
            if (midiEvent is SetTempoEvent tempo)
                map.Tempos.Set(time, new Tempo(tempo.MicrosecondsPerQuarterNote));
            else if (midiEvent is TimeSignatureEvent { Numerator: > 0 } metre)
                map.Metres.Set(time, new TimeSignature(metre.Numerator, metre.Denominator));
        }

        return map;
    }

    internal static void Replace(List<EventsCollection> eventsCollections, TempoMap tempoMap)
    {
        for (var index = 0; index < eventsCollections.Count; index++)
        {
            var events = TimedEventsManagingUtilities.Collect(eventsCollections[index].List, null, index);
            var kept = events.Where(timedEvent => timedEvent.Event is not (SetTempoEvent or TimeSignatureEvent));
            TimedObjectUtilities.Rewrite(eventsCollections[index], index == 0 ? ToEvents(tempoMap).Concat(kept) : kept);
        }
    }

    private static IEnumerable<TimedEvent> ToEvents(TempoMap tempoMap)
    {
        foreach (var change in tempoMap.GetTimeSignatureChanges())
            yield return new TimedEvent(new TimeSignatureEvent((byte)change.Value.Numerator, (byte)change.Value.Denominator), change.Time);
        foreach (var change in tempoMap.GetTempoChanges())
            yield return new TimedEvent(new SetTempoEvent(change.Value.MicrosecondsPerQuarterNote), change.Time);
    }
}
