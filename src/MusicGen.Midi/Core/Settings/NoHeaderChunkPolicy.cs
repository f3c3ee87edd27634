namespace MusicGen.Midi;

/// <summary>What to do with a file that has no header chunk; read anyway, it has no time division.</summary>
public enum NoHeaderChunkPolicy
{
    Abort = 0,
    Ignore = 1,
}
