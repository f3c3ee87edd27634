namespace MusicGen.Bindings.Gpio;

/// <summary>Columns that the following bytes go to, in the shape of Iot.Device.Bindings.</summary>
public class SetColumnAddress(byte startAddress = 0, byte endAddress = 127) : ISsd1306Command
{
    /// <inheritdoc/>
    public byte Id => 0x21;

    /// <inheritdoc/>
    public byte[] GetBytes() => [Id, startAddress, endAddress];
}
