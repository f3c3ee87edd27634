namespace MusicGen.Bindings.OpenAL;

/// <summary>Lists of device names that ALC_ENUMERATION_EXT gives.</summary>
public enum GetEnumerationStringList
{
    DeviceSpecifier = 0x1005,
    CaptureDeviceSpecifier = 0x310,
}
