namespace MusicGen.Bindings.Gpio;

/// <summary>Brightness of the lit pixels, in the shape of Iot.Device.Bindings.</summary>
public class SetContrastControlForBank0(byte contrastSetting = 0x7F) : ISharedCommand
{
    /// <inheritdoc/>
    public byte Id => 0x81;

    /// <inheritdoc/>
    public byte[] GetBytes() => [Id, contrastSetting];
}
