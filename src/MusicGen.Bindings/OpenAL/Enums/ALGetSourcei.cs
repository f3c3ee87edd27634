namespace MusicGen.Bindings.OpenAL;

/// <summary>What a source can be asked in whole numbers.</summary>
public enum ALGetSourcei
{
    ByteOffset = 0x1026,
    SampleOffset = 0x1025,
    Buffer = 0x1009,
    SourceState = 0x1010,
    BuffersQueued = 0x1015,
    BuffersProcessed = 0x1016,
    SourceType = 0x1027,
}
