namespace MusicGen.Bindings.OpenAL;

/// <summary>Sample types of a loopback device.</summary>
public enum RenderFormat
{
    ByteSOFT = 0x1400,
    UnsignedByteSOFT = 0x1401,
    ShortSOFT = 0x1402,
    UnsignedShortSOFT = 0x1403,
    IntSOFT = 0x1404,
    UnsignedIntSOFT = 0x1405,
    FloatSOFT = 0x1406,
}
