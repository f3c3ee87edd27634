namespace MusicGen.Bindings.Gpio;

/// <summary>How the rows are wired: alternating for 64 of them, in sequence for 32, in the shape of Iot.Device.Bindings.</summary>
public class SetComPinsHardwareConfiguration(bool alternativeComPinConfiguration = true, bool enableLeftRightRemap = false) : ISsd1306Command
{
    /// <inheritdoc/>
    public byte Id => 0xDA;

    /// <inheritdoc/>
    public byte[] GetBytes() => [Id, (byte)(0x02 | (alternativeComPinConfiguration ? 0x10 : 0) | (enableLeftRightRemap ? 0x20 : 0))];
}
