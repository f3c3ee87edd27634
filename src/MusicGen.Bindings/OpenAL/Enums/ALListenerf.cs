namespace MusicGen.Bindings.OpenAL;

/// <summary>Numbers of the listener.</summary>
public enum ALListenerf
{
    Gain = 0x100A,
    EfxMetersPerUnit = 0x20004,
}
