namespace MusicGen.Midi;

/// <summary>A chunk's contents are longer or shorter than its header says.</summary>
public sealed class InvalidChunkSizeException : MidiException
{
    internal InvalidChunkSizeException(string chunkId, long expectedSize, long actualSize)
        : base($"Chunk '{chunkId}' should hold {expectedSize} bytes by its header, but its contents take {actualSize}.")
    {
        ChunkId = chunkId;
        ExpectedSize = expectedSize;
        ActualSize = actualSize;
    }

    public string ChunkId { get; }

    public long ExpectedSize { get; }

    public long ActualSize { get; }
}
