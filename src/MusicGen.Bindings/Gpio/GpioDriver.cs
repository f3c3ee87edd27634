namespace MusicGen.Bindings.Gpio;

/// <summary>What moves the pins behind a <see cref="GpioController"/>, in the shape of System.Device.Gpio; tests derive their fakes from it.</summary>
public abstract class GpioDriver : IDisposable
{
    /// <summary>How many pins there are.</summary>
    protected internal abstract int PinCount { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The chip, where the driver knows one.</summary>
    public virtual GpioChipInfo GetChipInfo() => throw new NotSupportedException("This driver has no chip of the kernel.");

    /// <summary>Takes a pin for this program.</summary>
    protected internal abstract void OpenPin(int pinNumber);

    /// <summary>Gives a pin back.</summary>
    protected internal abstract void ClosePin(int pinNumber);

    /// <summary>Changes what a pin does.</summary>
    protected internal abstract void SetPinMode(int pinNumber, PinMode mode);

    /// <summary>What a pin does.</summary>
    protected internal abstract PinMode GetPinMode(int pinNumber);

    /// <summary>Whether the mode exists; says nothing about the board.</summary>
    protected internal abstract bool IsPinModeSupported(int pinNumber, PinMode mode);

    /// <summary>Level of a pin.</summary>
    protected internal abstract PinValue Read(int pinNumber);

    /// <summary>Drives a pin; where it is no output, remembered until it is.</summary>
    protected internal abstract void Write(int pinNumber, PinValue value);

    /// <summary>Waits for an edge.</summary>
    protected internal abstract WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken);

    /// <summary>Calls back at each edge from now on.</summary>
    protected internal abstract void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback);

    /// <summary>Calls back no more.</summary>
    protected internal abstract void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback);

    // Beyond the package, for GpioButton alone: the kernel's own debouncing, where it has one.
    internal virtual bool TrySetDebounce(int pinNumber, TimeSpan time) => false;

    /// <summary>Frees what the driver holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
