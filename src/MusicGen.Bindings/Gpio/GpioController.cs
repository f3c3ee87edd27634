namespace MusicGen.Bindings.Gpio;

/// <summary>
/// The pins of one chip, in the shape of System.Device.Gpio: opened one by one, read, driven, watched. Pin numbers are line
/// offsets on the chip. Where buttons and lights meet the kernel.
/// </summary>
/// <remarks>Opening and closing from one thread; reading, driving and callbacks from any.</remarks>
public class GpioController : IDisposable
{
    private readonly GpioDriver _driver;
    private readonly Dictionary<int, GpioPin> _pins = [];
    private readonly Lock _gate = new();
    private bool _isDisposed;

    /// <summary>The pins of the first chip.</summary>
    /// <exception cref="IOException">There is none, or it is not permitted.</exception>
    public GpioController() : this(UnixDriver.Create())
    {
    }

    /// <summary>The pins behind a driver, which it owns from now on.</summary>
    public GpioController(GpioDriver driver) => _driver = driver ?? throw new ArgumentNullException(nameof(driver));

    /// <summary>How many pins there are.</summary>
    public virtual int PinCount => _driver.PinCount;

    /// <summary>Takes a pin; one that is open already stays as it is.</summary>
    public GpioPin OpenPin(int pinNumber)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_pins.TryGetValue(pinNumber, out var open)) return open;
            _driver.OpenPin(pinNumber);
            return _pins[pinNumber] = new GpioPin(this, pinNumber);
        }
    }

    /// <summary>Takes a pin in a mode.</summary>
    public GpioPin OpenPin(int pinNumber, PinMode mode)
    {
        var pin = OpenPin(pinNumber);
        SetOrClose(pin, mode);
        return pin;
    }

    /// <summary>Takes a pin in a mode; an output begins with the level given.</summary>
    public GpioPin OpenPin(int pinNumber, PinMode mode, PinValue initialValue)
    {
        var pin = OpenPin(pinNumber);
        _driver.Write(pinNumber, initialValue);
        SetOrClose(pin, mode);
        return pin;
    }

    /// <summary>Gives a pin back.</summary>
    /// <exception cref="InvalidOperationException">It is not open.</exception>
    public void ClosePin(int pinNumber)
    {
        lock (_gate)
        {
            RequireOpen(pinNumber);
            _pins.Remove(pinNumber);
            _driver.ClosePin(pinNumber);
        }
    }

    /// <summary>Changes what a pin does.</summary>
    /// <exception cref="InvalidOperationException">It is not open, or the mode is not supported.</exception>
    public virtual void SetPinMode(int pinNumber, PinMode mode)
    {
        RequireOpen(pinNumber);
        if (!_driver.IsPinModeSupported(pinNumber, mode))
            throw new InvalidOperationException($"Pin {pinNumber} does not support mode {mode}; use another one.");
        _driver.SetPinMode(pinNumber, mode);
    }

    /// <summary>What a pin does.</summary>
    public virtual PinMode GetPinMode(int pinNumber)
    {
        RequireOpen(pinNumber);
        return _driver.GetPinMode(pinNumber);
    }

    /// <summary>Whether a pin is open here.</summary>
    public virtual bool IsPinOpen(int pinNumber)
    {
        lock (_gate) return _pins.ContainsKey(pinNumber);
    }

    /// <summary>Whether the mode exists; says nothing about the board.</summary>
    public virtual bool IsPinModeSupported(int pinNumber, PinMode mode) => _driver.IsPinModeSupported(pinNumber, mode);

    /// <summary>Level of a pin.</summary>
    public virtual PinValue Read(int pinNumber)
    {
        RequireOpen(pinNumber);
        return _driver.Read(pinNumber);
    }

    /// <summary>Drives a pin; where it is no output, remembered until it is.</summary>
    public virtual void Write(int pinNumber, PinValue value)
    {
        RequireOpen(pinNumber);
        _driver.Write(pinNumber, value);
    }

    /// <summary>Drives a pin to the other level.</summary>
    public virtual void Toggle(int pinNumber) => Write(pinNumber, !Read(pinNumber));

    /// <summary>Waits for an edge, at most so long.</summary>
    public WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, TimeSpan timeout)
    {
        using var source = new CancellationTokenSource(timeout);
        return WaitForEvent(pinNumber, eventTypes, source.Token);
    }

    /// <summary>Waits for an edge until cancelled.</summary>
    public virtual WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        RequireOpen(pinNumber);
        return _driver.WaitForEvent(pinNumber, eventTypes, cancellationToken);
    }

    /// <summary>Calls back at each edge from now on, on the driver's thread.</summary>
    public virtual void RegisterCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback)
    {
        RequireOpen(pinNumber);
        _driver.AddCallbackForPinValueChangedEvent(pinNumber, eventTypes, callback);
    }

    /// <summary>Calls back no more.</summary>
    public virtual void UnregisterCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback)
    {
        RequireOpen(pinNumber);
        _driver.RemoveCallbackForPinValueChangedEvent(pinNumber, callback);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    internal bool TrySetDebounce(int pinNumber, TimeSpan time)
    {
        RequireOpen(pinNumber);
        return _driver.TrySetDebounce(pinNumber, time);
    }

    /// <summary>Closes all pins and the driver.</summary>
    protected virtual void Dispose(bool disposing)
    {
        lock (_gate)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            foreach (var pin in _pins.Keys) _driver.ClosePin(pin);
            _pins.Clear();
            _driver.Dispose();
        }
    }

    // A pin that could not be put to use is not left half open.
    private void SetOrClose(GpioPin pin, PinMode mode)
    {
        try
        {
            SetPinMode(pin.PinNumber, mode);
        }
        catch
        {
            pin.Close();
            throw;
        }
    }

    private void RequireOpen(int pinNumber)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (!_pins.ContainsKey(pinNumber))
                throw new InvalidOperationException($"An open pin expected, but pin {pinNumber} is not open; open it first.");
        }
    }
}
