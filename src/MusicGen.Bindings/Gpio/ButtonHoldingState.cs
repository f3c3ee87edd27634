namespace MusicGen.Bindings.Gpio;

/// <summary>How far holding a button down has come, in the shape of Iot.Device.Bindings.</summary>
public enum ButtonHoldingState
{
    /// <summary>It is held.</summary>
    Started = 0,

    /// <summary>It was held and let go.</summary>
    Completed = 1,

    /// <summary>It was let go too early.</summary>
    Canceled = 2,
}
