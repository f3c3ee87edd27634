namespace MusicGen.Bindings.Gpio;

/// <summary>Pages that the following bytes go to, in the shape of Iot.Device.Bindings.</summary>
public class SetPageAddress(PageAddress startAddress = PageAddress.Page0, PageAddress endAddress = PageAddress.Page7) : ISsd1306Command
{
    /// <inheritdoc/>
    public byte Id => 0x22;

    /// <inheritdoc/>
    public byte[] GetBytes() => [Id, (byte)startAddress, (byte)endAddress];
}
