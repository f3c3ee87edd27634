namespace MusicGen.Bindings.OpenAL;

/// <summary>Whole numbers of a source.</summary>
public enum ALSourcei
{
    ByteOffset = 0x1026,
    SampleOffset = 0x1025,
    Buffer = 0x1009,
    SourceType = 0x1027,
    EfxDirectFilter = 0x20005,
}
