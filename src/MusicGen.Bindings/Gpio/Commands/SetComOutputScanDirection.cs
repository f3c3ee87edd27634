namespace MusicGen.Bindings.Gpio;

/// <summary>Whether rows run from the top or from the bottom, in the shape of Iot.Device.Bindings.</summary>
public class SetComOutputScanDirection(bool normalMode = true) : ISsd1306Command
{
    /// <inheritdoc/>
    public byte Id => (byte)(normalMode ? 0xC0 : 0xC8);

    /// <inheritdoc/>
    public byte[] GetBytes() => [Id];
}
