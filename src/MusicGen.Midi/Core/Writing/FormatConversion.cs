namespace MusicGen.Midi;

/// <summary>Brings a file's tracks into the layout that a format demands, before they are written.</summary>
internal static class FormatConversion
{
    private const int ChannelCount = 16;

    /// <summary>
    /// Format 0 merges all tracks; format 1 splits a lone track into one for each channel; format 2 merges the tracks of
    /// each sequence. Other chunks follow the tracks.
    /// </summary>
    public static List<MidiChunk> Convert(ICollection<MidiChunk> chunks, MidiFileFormat format)
    {
        var tracks = chunks.OfType<TrackChunk>().ToList();
        var converted = format switch
        {
            MidiFileFormat.SingleTrack when tracks.Count > 1 => [Merge(tracks)],
            MidiFileFormat.MultiTrack when tracks.Count == 1 && tracks[0].Events.Count > 0 => SplitByChannel(tracks[0]),
            MidiFileFormat.MultiSequence => MergeSequences(tracks),
            _ => tracks,
        };
        return ReferenceEquals(converted, tracks) ? [.. chunks] : [.. converted, .. chunks.Where(chunk => chunk is not TrackChunk)];
    }

    /// <summary>All events in one track by time; at one time meta events go first, then the order of the tracks.</summary>
    public static TrackChunk Merge(IEnumerable<TrackChunk> tracks)
    {
        var timed = new List<(long Time, MidiEvent Event)>();
        foreach (var track in tracks)
        {
            var time = 0L;
            foreach (var midiEvent in track.Events)
                timed.Add((time = Ticks.Add(time, midiEvent.DeltaTime), midiEvent));
        }

        var merged = new TrackChunk();
        var last = 0L;
        foreach (var (time, midiEvent) in timed.OrderBy(pair => pair.Time).ThenBy(pair => pair.Event is MetaEvent ? 0 : 1))
        {
            var copy = midiEvent.Clone();
            copy.DeltaTime = time - last;
            merged.Events.Add(copy);
            last = time;
        }

        return merged;
    }

    private static List<TrackChunk> SplitByChannel(TrackChunk track)
    {
        var parts = Enumerable.Range(0, ChannelCount + 1).Select(_ => (Track: new TrackChunk(), LastTime: 0L)).ToArray();
        var time = 0L;
        int? prefixed = null;
        foreach (var midiEvent in track.Events)
        {
            time = Ticks.Add(time, midiEvent.DeltaTime);
            prefixed = midiEvent switch
            {
                ChannelPrefixEvent { Channel: < ChannelCount } prefix => prefix.Channel,
                MetaEvent => prefixed,
                _ => null,
            };
            ref var part = ref parts[midiEvent is ChannelEvent channelEvent ? channelEvent.Channel + 1 : prefixed + 1 ?? 0];
            var copy = midiEvent.Clone();
            copy.DeltaTime = time - part.LastTime;
            part.Track.Events.Add(copy);
            part.LastTime = time;
        }

        return [.. parts.Select(part => part.Track).Where(part => part.Events.Count > 0)];
    }

    private static List<TrackChunk> MergeSequences(List<TrackChunk> tracks) =>
    [
        .. tracks
            .Select((track, index) => (Track: track, Number: SequenceNumber(track) ?? index))
            .GroupBy(pair => pair.Number, pair => pair.Track)
            .Select(group => group.Count() == 1 ? group.First() : Merge(group)),
    ];

    private static int? SequenceNumber(TrackChunk track) =>
        track.Events.TakeWhile(midiEvent => midiEvent.DeltaTime == 0).OfType<SequenceNumberEvent>().FirstOrDefault()?.Number;
}
