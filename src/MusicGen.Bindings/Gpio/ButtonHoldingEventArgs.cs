namespace MusicGen.Bindings.Gpio;

/// <summary>A button was held, in the shape of Iot.Device.Bindings.</summary>
public class ButtonHoldingEventArgs : EventArgs
{
    /// <summary>How far it has come.</summary>
    public ButtonHoldingState HoldingState { get; set; }
}
