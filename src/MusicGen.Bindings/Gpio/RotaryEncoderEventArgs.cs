namespace MusicGen.Bindings.Gpio;

/// <summary>A rotary encoder was turned, in the shape of Iot.Device.Bindings.</summary>
/// <param name="value">Its position: the count of pulses.</param>
public class RotaryEncoderEventArgs(double value) : EventArgs
{
    /// <summary>Its position: the count of pulses.</summary>
    public double Value { get; } = value;
}
