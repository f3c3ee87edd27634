namespace MusicGen.Bindings.Gpio;

/// <summary>A button on a pin, in the shape of Iot.Device.Bindings. Where the kernel can debounce, it does; otherwise <see cref="ButtonBase"/> does.</summary>
public class GpioButton : ButtonBase
{
    private const int DefaultDoublePressMilliseconds = 1500;
    private const int DefaultHoldingMilliseconds = 2000;

    private readonly int _pin;
    private readonly bool _isPullUp, _shouldDispose;
    private readonly GpioController _controller;

    /// <summary>Opens the pin; double press 1.5 s, holding 2 s.</summary>
    /// <param name="buttonPin">Offset of the line on its chip.</param>
    /// <param name="isPullUp">Whether pressed is low.</param>
    /// <param name="hasExternalResistor">Whether the pull is on the board, not in the chip.</param>
    /// <param name="gpio">Where the pin is; null: the first chip.</param>
    /// <param name="shouldDispose">Whether <paramref name="gpio"/> is disposed with the button.</param>
    /// <param name="debounceTime">Edges that follow one another faster are one.</param>
    public GpioButton(int buttonPin, bool isPullUp = true, bool hasExternalResistor = false, GpioController? gpio = null, bool shouldDispose = true, TimeSpan debounceTime = default)
        : this(buttonPin, TimeSpan.FromMilliseconds(DefaultDoublePressMilliseconds), TimeSpan.FromMilliseconds(DefaultHoldingMilliseconds), isPullUp, hasExternalResistor, gpio, shouldDispose, debounceTime)
    {
    }

    /// <summary>Opens the pin, with times of its own.</summary>
    public GpioButton(int buttonPin, TimeSpan doublePress, TimeSpan holding, bool isPullUp = true, bool hasExternalResistor = false, GpioController? gpio = null, bool shouldDispose = true, TimeSpan debounceTime = default)
        : this(buttonPin, (doublePress, holding), isPullUp, hasExternalResistor, gpio ?? new GpioController(), gpio is null || shouldDispose, debounceTime)
    {
    }

    private GpioButton(int pin, (TimeSpan DoublePress, TimeSpan Holding) times, bool isPullUp, bool hasExternalResistor, GpioController controller, bool shouldDispose, TimeSpan debounce)
        : base(times.DoublePress, times.Holding, OpenAndDebounce(controller, pin, isPullUp, hasExternalResistor, debounce))
    {
        _pin = pin;
        _isPullUp = isPullUp;
        _shouldDispose = shouldDispose;
        _controller = controller;
        HasExternalResistor = hasExternalResistor;
        _controller.RegisterCallbackForPinValueChangedEvent(pin, PinEventTypes.Falling | PinEventTypes.Rising, OnChange);
    }

    /// <summary>Whether the pull is on the board.</summary>
    public bool HasExternalResistor { get; }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (_shouldDispose) _controller.Dispose();
        else if (_controller.IsPinOpen(_pin)) _controller.ClosePin(_pin);
    }

    // What is left for the software to debounce.
    private static TimeSpan OpenAndDebounce(GpioController controller, int pin, bool isPullUp, bool hasExternalResistor, TimeSpan debounce)
    {
        var mode = hasExternalResistor ? PinMode.Input : isPullUp ? PinMode.InputPullUp : PinMode.InputPullDown;
        if (!controller.IsPinModeSupported(pin, mode))
            throw new ArgumentException($"Pin {pin} expected to support {mode}; put a resistor on the board and say so.");
        controller.OpenPin(pin, mode);
        return debounce > TimeSpan.Zero && controller.TrySetDebounce(pin, debounce) ? TimeSpan.Zero : debounce;
    }

    private void OnChange(object sender, PinValueChangedEventArgs change)
    {
        if (change.ChangeType == PinEventTypes.Falling == _isPullUp) HandleButtonPressed();
        else HandleButtonReleased();
    }
}
