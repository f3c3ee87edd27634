namespace MusicGen.Bindings.Gpio;

/// <summary>Darkens the display, in the shape of Iot.Device.Bindings.</summary>
public class SetDisplayOff : ISharedCommand
{
    /// <inheritdoc/>
    public byte Id => 0xAE;

    /// <inheritdoc/>
    public byte[] GetBytes() => [Id];
}
