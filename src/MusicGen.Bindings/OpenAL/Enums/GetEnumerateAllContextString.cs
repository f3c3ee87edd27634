namespace MusicGen.Bindings.OpenAL;

/// <summary>Names that ALC_ENUMERATE_ALL_EXT gives.</summary>
public enum GetEnumerateAllContextString
{
    DefaultAllDevicesSpecifier = 0x1012,
    AllDevicesSpecifier = 0x1013,
}
