using MusicGen.Bindings.Gpio;

namespace MusicGen.Bindings.Tests.Gpio;

/// <summary>A chip whose levels the test sets; edges reach the callbacks at once, as from the kernel.</summary>
internal sealed class FakeGpioDriver : GpioDriver
{
    private readonly Dictionary<int, PinMode> _modes = [];
    private readonly Dictionary<int, bool> _levels = [];
    private readonly List<(int Pin, PinEventTypes Types, PinChangeEventHandler Callback)> _callbacks = [];

    public IReadOnlyCollection<int> OpenPins => _modes.Keys;

    public bool IsDisposed { get; private set; }

    protected internal override int PinCount => 64;

    public void Set(int pin, bool isHigh)
    {
        if (_levels.GetValueOrDefault(pin, true) == isHigh) return;
        _levels[pin] = isHigh;
        Edge(pin, isHigh);
    }

    /// <summary>Tells of an edge, whether it was one or not.</summary>
    public void Edge(int pin, bool isRising)
    {
        var type = isRising ? PinEventTypes.Rising : PinEventTypes.Falling;
        foreach (var (_, _, callback) in _callbacks.Where(entry => entry.Pin == pin && entry.Types.HasFlag(type)).ToList())
            callback(this, new PinValueChangedEventArgs(type, pin));
    }

    protected internal override void OpenPin(int pinNumber) => _modes[pinNumber] = PinMode.Input;

    protected internal override void ClosePin(int pinNumber)
    {
        _modes.Remove(pinNumber);
        _callbacks.RemoveAll(entry => entry.Pin == pinNumber);
    }

    protected internal override void SetPinMode(int pinNumber, PinMode mode) => _modes[pinNumber] = mode;

    protected internal override PinMode GetPinMode(int pinNumber) => _modes[pinNumber];

    protected internal override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode != PinMode.InputPullDown;

    protected internal override PinValue Read(int pinNumber) => _levels.GetValueOrDefault(pinNumber, true);

    protected internal override void Write(int pinNumber, PinValue value) => _levels[pinNumber] = (bool)value;

    protected internal override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken) => new() { TimedOut = true };

    protected internal override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _callbacks.Add((pinNumber, eventTypes, callback));

    protected internal override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        _callbacks.RemoveAll(entry => entry.Pin == pinNumber && entry.Callback == callback);

    protected override void Dispose(bool disposing) => IsDisposed = true;
}
