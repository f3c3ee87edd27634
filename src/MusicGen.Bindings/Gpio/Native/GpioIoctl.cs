namespace MusicGen.Bindings.Gpio.Native;

/// <summary>What is asked of GPIO chips, their lines and I2C buses by ioctl(2): numbers of linux/gpio.h and linux/i2c-dev.h, the same on x64 and arm64.</summary>
internal static class GpioIoctl
{
    public const uint ChipInfo = 0x8044B401;
    public const uint LineInfoV1 = 0xC048B402;
    public const uint LineHandleV1 = 0xC16CB403;
    public const uint LineEventV1 = 0xC030B404;
    public const uint GetValuesV1 = 0xC040B408;
    public const uint SetValuesV1 = 0xC040B409;
    public const uint LineInfoV2 = 0xC100B405;
    public const uint LineV2 = 0xC250B407;
    public const uint GetValuesV2 = 0xC010B40E;
    public const uint SetValuesV2 = 0xC010B40F;
    public const uint I2cSlave = 0x0703;
    public const uint I2cTransfer = 0x0707;
}
