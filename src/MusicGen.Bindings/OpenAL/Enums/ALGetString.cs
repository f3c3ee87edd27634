namespace MusicGen.Bindings.OpenAL;

/// <summary>Texts about the library.</summary>
public enum ALGetString
{
    Vendor = 0xB001,
    Version = 0xB002,
    Renderer = 0xB003,
    Extensions = 0xB004,
}
