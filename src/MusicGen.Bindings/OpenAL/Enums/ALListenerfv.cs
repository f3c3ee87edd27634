namespace MusicGen.Bindings.OpenAL;

/// <summary>Vectors of the listener.</summary>
public enum ALListenerfv
{
    Orientation = 0x100F,
}
