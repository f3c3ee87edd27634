namespace MusicGen.Bindings.OpenAL;

/// <summary>Layouts of a buffer of floats (AL_EXT_float32).</summary>
public enum FloatBufferFormat
{
    Mono = 0x10010,
    Stereo = 0x10011,
}
