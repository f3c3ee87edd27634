namespace MusicGen.Bindings.Gpio;

/// <summary>One edge of one pin, in the shape of System.Device.Gpio.</summary>
/// <param name="changeType">Rising or falling.</param>
/// <param name="pinNumber">Offset of the line on its chip.</param>
public class PinValueChangedEventArgs(PinEventTypes changeType, int pinNumber) : EventArgs
{
    /// <summary>Rising or falling.</summary>
    public PinEventTypes ChangeType { get; } = changeType;

    /// <summary>Offset of the line on its chip.</summary>
    public int PinNumber { get; } = pinNumber;
}
