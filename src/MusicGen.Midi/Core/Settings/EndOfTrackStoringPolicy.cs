namespace MusicGen.Midi;

/// <summary>Whether end-of-track events go into a track's events.</summary>
public enum EndOfTrackStoringPolicy
{
    Omit = 0,
    Store = 1,
}
