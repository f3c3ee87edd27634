namespace MusicGen.Bindings.Gpio;

/// <summary>What a pin does, in the shape of System.Device.Gpio. Whether pulls can be set is the board's matter: on a Jetson they cannot.</summary>
public enum PinMode
{
    /// <summary>Read; pulled by the board or not at all.</summary>
    Input = 0,

    /// <summary>Driven.</summary>
    Output = 1,

    /// <summary>Read; pulled down by the chip.</summary>
    InputPullDown = 2,

    /// <summary>Read; pulled up by the chip.</summary>
    InputPullUp = 3,
}
