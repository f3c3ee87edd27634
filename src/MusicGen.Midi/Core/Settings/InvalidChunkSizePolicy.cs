namespace MusicGen.Midi;

/// <summary>What to do where a chunk's contents do not fill or overrun its size.</summary>
public enum InvalidChunkSizePolicy : byte
{
    Abort = 0,
    Ignore = 1,
}
