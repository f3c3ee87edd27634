namespace MusicGen.Bindings.Gpio;

/// <summary>Which edges of a pin are meant, in the shape of System.Device.Gpio.</summary>
[Flags]
public enum PinEventTypes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>From low to high.</summary>
    Rising = 1,

    /// <summary>From high to low.</summary>
    Falling = 2,
}
