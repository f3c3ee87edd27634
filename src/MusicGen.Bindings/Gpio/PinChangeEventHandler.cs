namespace MusicGen.Bindings.Gpio;

/// <summary>Takes an edge of a pin, in the shape of System.Device.Gpio; called on the driver's thread, must not wait and must not throw.</summary>
public delegate void PinChangeEventHandler(object sender, PinValueChangedEventArgs pinValueChangedEventArgs);
