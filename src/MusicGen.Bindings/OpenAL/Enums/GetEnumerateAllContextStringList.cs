namespace MusicGen.Bindings.OpenAL;

/// <summary>Lists of names that ALC_ENUMERATE_ALL_EXT gives.</summary>
public enum GetEnumerateAllContextStringList
{
    AllDevicesSpecifier = 0x1013,
}
