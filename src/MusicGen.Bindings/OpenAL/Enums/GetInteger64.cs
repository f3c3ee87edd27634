namespace MusicGen.Bindings.OpenAL;

/// <summary>Clock values of a device (ALC_SOFT_device_clock), nanoseconds.</summary>
public enum GetInteger64
{
    DeviceClock = 0x1600,
    DeviceLatency = 0x1601,
    DeviceClockLatency = 0x1602,
}
