namespace MusicGen.Bindings.Gpio;

/// <summary>
/// An SSD1306 (the SSD1309 takes the same commands) on I2C, in the shape of Iot.Device.Bindings. As there, the constructor sets the
/// controller up for 32 rows; whoever has 64 sends the two commands that differ.
/// </summary>
public class Ssd1306 : Ssd13xx
{
    /// <summary>Sets the controller up and lights the display.</summary>
    /// <exception cref="IOException">Nothing answers.</exception>
    public Ssd1306(I2cDevice i2cDevice, int width, int height) : base(i2cDevice, width, height)
    {
        // SSD1306 data sheet, chapter 15 "software initialization": clock, 32 rows, no offset, charge pump, bytes column by column, turned by 180
        // degrees as the modules are mounted, contrast, pre-charge, deselect level, pixels from memory, not inverted.
        Send(0xAE, 0xD5, 0x80, 0xA8, 0x1F, 0xD3, 0x00, 0x40, 0x8D, 0x14, 0x20, 0x00, 0xA1, 0xC8, 0xDA, 0x02, 0x81, 0x8F, 0xD9, 0xF1, 0xDB, 0x40, 0xA4, 0xA6);
        Send(0xAF);
    }

    /// <summary>Sends a command of this controller.</summary>
    public void SendCommand(ISsd1306Command command) => Send(command.GetBytes());

    /// <inheritdoc/>
    public override void SendCommand(ISharedCommand command) => Send(command.GetBytes());
}
