namespace MusicGen.Bindings.OpenAL;

/// <summary>Lists of device names.</summary>
public enum AlcGetStringList
{
    CaptureDeviceSpecifier = 0x310,
    DeviceSpecifier = 0x1005,
    AllDevicesSpecifier = 0x1013,
}
