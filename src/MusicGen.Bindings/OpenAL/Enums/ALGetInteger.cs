namespace MusicGen.Bindings.OpenAL;

/// <summary>What the library's state can be asked.</summary>
public enum ALGetInteger
{
    DistanceModel = 0xD000,
}
