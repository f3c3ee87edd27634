namespace MusicGen.Bindings.Gpio;

/// <summary>A command that all controllers of the family know, in the shape of Iot.Device.Bindings.</summary>
public interface ISharedCommand : ICommand;
