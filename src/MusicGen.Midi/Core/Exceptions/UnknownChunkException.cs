namespace MusicGen.Midi;

/// <summary>A chunk has an id other than MThd and MTrk, and the settings ask to stop there.</summary>
public sealed class UnknownChunkException : MidiException
{
    internal UnknownChunkException(string chunkId)
        : base($"Chunk 'MThd' or 'MTrk' is expected, but found '{chunkId}'.")
    {
        ChunkId = chunkId;
    }

    public string ChunkId { get; }
}
