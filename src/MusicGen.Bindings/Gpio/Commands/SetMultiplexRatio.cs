namespace MusicGen.Bindings.Gpio;

/// <summary>How many rows are driven, less one, in the shape of Iot.Device.Bindings.</summary>
public class SetMultiplexRatio(byte multiplexRatio = 63) : ISsd1306Command
{
    /// <inheritdoc/>
    public byte Id => 0xA8;

    /// <inheritdoc/>
    public byte[] GetBytes() => [Id, multiplexRatio];
}
