namespace MusicGen.Bindings.OpenAL;

/// <summary>What a buffer can be asked.</summary>
public enum ALGetBufferi
{
    Frequency = 0x2001,
    Bits = 0x2002,
    Channels = 0x2003,
    Size = 0x2004,
}
