namespace MusicGen.Midi;

/// <summary>What to do with a track that has no end-of-track event.</summary>
public enum MissedEndOfTrackPolicy : byte
{
    Ignore = 0,
    Abort = 1,
}
