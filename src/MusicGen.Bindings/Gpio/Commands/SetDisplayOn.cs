namespace MusicGen.Bindings.Gpio;

/// <summary>Lights the display, in the shape of Iot.Device.Bindings.</summary>
public class SetDisplayOn : ISharedCommand
{
    /// <inheritdoc/>
    public byte Id => 0xAF;

    /// <inheritdoc/>
    public byte[] GetBytes() => [Id];
}
