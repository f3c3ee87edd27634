namespace MusicGen.Midi;

/// <summary>The file has no MThd chunk, so neither its format nor its time division is known.</summary>
public sealed class NoHeaderChunkException : MidiException
{
    internal NoHeaderChunkException()
        : base("A header chunk 'MThd' is expected, but the file has none.")
    {
    }
}
