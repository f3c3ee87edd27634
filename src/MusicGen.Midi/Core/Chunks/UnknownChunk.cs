namespace MusicGen.Midi;

/// <summary>A chunk whose id is none of the standard's, kept byte for byte so that writing gives it back.</summary>
public sealed class UnknownChunk : MidiChunk
{
    internal UnknownChunk(string id, byte[]? data)
        : base(id)
    {
        Data = data;
    }

    /// <summary>The contents; null where the chunk is empty and the settings read empty as null.</summary>
    public byte[]? Data { get; }

    public override MidiChunk Clone() => new UnknownChunk(ChunkId, (byte[]?)Data?.Clone());

    public override string ToString() => $"{ChunkId} chunk ({Data?.Length ?? 0} bytes)";
}
