namespace MusicGen.Midi;

/// <summary>What to do with a chunk that is neither header nor track.</summary>
public enum UnknownChunkIdPolicy : byte
{
    ReadAsUnknownChunk = 0,
    Skip = 1,
    Abort = 2,
}
