namespace MusicGen.Midi;

/// <summary>A file to be written has more track chunks than the 16-bit count in the header can say.</summary>
public sealed class TooManyTrackChunksException : MidiException
{
    internal TooManyTrackChunksException(int trackChunksCount)
        : base($"At most {ushort.MaxValue} track chunks fit in a file, but there are {trackChunksCount}.")
    {
        TrackChunksCount = trackChunksCount;
    }

    public int TrackChunksCount { get; }
}
