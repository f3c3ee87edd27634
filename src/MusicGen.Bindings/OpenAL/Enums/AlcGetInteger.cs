namespace MusicGen.Bindings.OpenAL;

/// <summary>Numbers that a device gives. ALC_CONNECTED (0x313) has no name here, as in the package: cast it.</summary>
public enum AlcGetInteger
{
    MajorVersion = 0x1000,
    MinorVersion = 0x1001,
    AttributesSize = 0x1002,
    AllAttributes = 0x1003,
    CaptureSamples = 0x312,
    EfxMajorVersion = 0x20001,
    EfxMinorVersion = 0x20002,
    EfxMaxAuxiliarySends = 0x20003,
}
