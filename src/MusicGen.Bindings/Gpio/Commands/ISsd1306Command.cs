namespace MusicGen.Bindings.Gpio;

/// <summary>A command of the SSD1306 (and SSD1309), in the shape of Iot.Device.Bindings.</summary>
public interface ISsd1306Command : ICommand;
