namespace MusicGen.Midi;

/// <summary>What to do with track chunks beyond the count in the header.</summary>
public enum ExtraTrackChunkPolicy : byte
{
    Read = 0,
    Skip = 1,
}
