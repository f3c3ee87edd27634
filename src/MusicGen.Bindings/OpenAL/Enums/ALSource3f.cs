namespace MusicGen.Bindings.OpenAL;

/// <summary>Vectors of a source.</summary>
public enum ALSource3f
{
    Position = 0x1004,
    Velocity = 0x1006,
    Direction = 0x1005,
}
