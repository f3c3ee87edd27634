namespace MusicGen.Bindings.Gpio;

/// <summary>How waiting for an edge ended, in the shape of System.Device.Gpio.</summary>
public struct WaitForEventResult
{
    /// <summary>The edge that came, or none.</summary>
    public PinEventTypes EventTypes;

    /// <summary>Whether time was over, or the wait was cancelled, before an edge came.</summary>
    public bool TimedOut;
}
