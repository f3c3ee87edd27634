namespace MusicGen.Bindings.Gpio;

/// <summary>Where a device is on an I2C bus, in the shape of System.Device.Gpio.</summary>
/// <param name="busId">Number of the bus: that of <c>/dev/i2c-N</c>.</param>
/// <param name="deviceAddress">Address of 7 bits.</param>
public sealed class I2cConnectionSettings(int busId, int deviceAddress)
{
    /// <summary>Number of the bus.</summary>
    public int BusId { get; } = busId;

    /// <summary>Address of 7 bits.</summary>
    public int DeviceAddress { get; } = deviceAddress;
}
