namespace MusicGen.Bindings.Gpio;

/// <summary>A command to a display controller, in the shape of Iot.Device.Bindings.</summary>
public interface ICommand
{
    /// <summary>Its first byte.</summary>
    byte Id { get; }

    /// <summary>All of its bytes.</summary>
    byte[] GetBytes();
}
