namespace MusicGen.Midi;

/// <summary>What to do where the number of track chunks is not the header's.</summary>
public enum UnexpectedTrackChunksCountPolicy
{
    Ignore = 0,
    Abort = 1,
}
