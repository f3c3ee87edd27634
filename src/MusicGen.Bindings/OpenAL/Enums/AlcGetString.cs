namespace MusicGen.Bindings.OpenAL;

/// <summary>Texts that a device gives.</summary>
public enum AlcGetString
{
    DefaultDeviceSpecifier = 0x1004,
    Extensions = 0x1006,
    CaptureDefaultDeviceSpecifier = 0x311,
    DefaultAllDevicesSpecifier = 0x1012,
    CaptureDeviceSpecifier = 0x310,
    DeviceSpecifier = 0x1005,
    AllDevicesSpecifier = 0x1013,
}
