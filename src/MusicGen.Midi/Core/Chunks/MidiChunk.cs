namespace MusicGen.Midi;

/// <summary>One chunk of a standard MIDI file: an id of four characters and a length of contents.</summary>
public abstract class MidiChunk
{
    internal const int IdLength = 4;
    internal const string HeaderId = "MThd";

    private protected MidiChunk(string id)
    {
        ChunkId = id;
    }

    public string ChunkId { get; }

    public abstract MidiChunk Clone();

    public static string[] GetStandardChunkIds() => [HeaderId, TrackChunk.Id];
}
