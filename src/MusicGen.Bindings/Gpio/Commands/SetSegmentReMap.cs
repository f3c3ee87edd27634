namespace MusicGen.Bindings.Gpio;

/// <summary>Whether column 0 is the first or the last, in the shape of Iot.Device.Bindings.</summary>
public class SetSegmentReMap(bool columnAddress127 = false) : ISsd1306Command
{
    /// <inheritdoc/>
    public byte Id => (byte)(columnAddress127 ? 0xA1 : 0xA0);

    /// <inheritdoc/>
    public byte[] GetBytes() => [Id];
}
