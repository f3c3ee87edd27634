namespace MusicGen.Midi;

/// <summary>Questions to the tracks of a file.</summary>
public static class TrackChunkUtilities
{
    public static IEnumerable<TrackChunk> GetTrackChunks(this MidiFile midiFile)
    {
        ArgumentNullException.ThrowIfNull(midiFile);
        return midiFile.Chunks.OfType<TrackChunk>();
    }

    /// <summary>One track with the events of all, by time.</summary>
    public static TrackChunk Merge(this IEnumerable<TrackChunk> trackChunks)
    {
        ArgumentNullException.ThrowIfNull(trackChunks);
        return FormatConversion.Merge(trackChunks);
    }

    public static IEnumerable<FourBitNumber> GetChannels(this TrackChunk trackChunk)
    {
        ArgumentNullException.ThrowIfNull(trackChunk);
        return [.. trackChunk.Events.OfType<ChannelEvent>().Select(channelEvent => channelEvent.Channel).Distinct()];
    }

    public static IEnumerable<FourBitNumber> GetChannels(this IEnumerable<TrackChunk> trackChunks)
    {
        ArgumentNullException.ThrowIfNull(trackChunks);
        return [.. trackChunks.SelectMany(track => track.GetChannels()).Distinct()];
    }
}
