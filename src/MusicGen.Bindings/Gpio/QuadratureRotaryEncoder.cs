using System.Diagnostics;

namespace MusicGen.Bindings.Gpio;

/// <summary>
/// A rotary encoder on two pins, in the shape of Iot.Device.Bindings. Where the package looks at one pin's edges and reads the other,
/// this follows both through the cycle, so that bouncing contacts cancel themselves and a lost edge costs no step.
/// </summary>
public class QuadratureRotaryEncoder : IDisposable
{
    private const int QuartersOfACycle = 4;

    private readonly int _pinA, _pinB;
    private readonly GpioController _controller;
    private readonly bool _shouldDispose, _countsHalves;
    private bool _a, _b;
    private int _quarters;
    private long _lastPulse;

    /// <summary>Opens both pins as inputs; the pulls are on the board.</summary>
    /// <param name="pinA">Offset of contact A's line.</param>
    /// <param name="pinB">Offset of contact B's line.</param>
    /// <param name="edges">Edges of A that are pulses: one kind gives one a cycle, both give two.</param>
    /// <param name="pulsesPerRotation">Pulses of a whole turn.</param>
    /// <param name="controller">Where the pins are; null: the first chip.</param>
    /// <param name="shouldDispose">Whether <paramref name="controller"/> is disposed with the encoder.</param>
    public QuadratureRotaryEncoder(int pinA, int pinB, PinEventTypes edges, int pulsesPerRotation, GpioController? controller = null, bool shouldDispose = true)
    {
        _pinA = pinA;
        _pinB = pinB;
        _countsHalves = edges == (PinEventTypes.Rising | PinEventTypes.Falling);
        PulsesPerRotation = pulsesPerRotation;
        _controller = controller ?? new GpioController();
        _shouldDispose = controller is null || shouldDispose;
        Open();
    }

    /// <summary>On the first chip, one pulse a cycle.</summary>
    public QuadratureRotaryEncoder(int pinA, int pinB, int pulsesPerRotation) : this(pinA, pinB, PinEventTypes.Falling, pulsesPerRotation)
    {
    }

    /// <summary>It was turned by a pulse.</summary>
    public event EventHandler<RotaryEncoderEventArgs>? PulseCountChanged;

    /// <summary>Pulses of a whole turn.</summary>
    public int PulsesPerRotation { get; }

    /// <summary>Where it stands.</summary>
    public long PulseCount { get; set; }

    /// <summary>Where it stands, in turns.</summary>
    public float Rotations => (float)PulseCount / PulsesPerRotation;

    /// <summary>Pulses that follow one another faster are dropped; zero, the right value here, drops none.</summary>
    public TimeSpan Debounce { get; set; } = TimeSpan.FromMilliseconds(5);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_shouldDispose)
        {
            _controller.Dispose();
        }
        else
        {
            if (_controller.IsPinOpen(_pinA)) _controller.ClosePin(_pinA);
            if (_controller.IsPinOpen(_pinB)) _controller.ClosePin(_pinB);
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Counts a pulse and tells it.</summary>
    /// <param name="blnUp">Whether clockwise: A leads B.</param>
    /// <param name="milliSecondsSinceLastPulse">Since the one before.</param>
    protected virtual void OnPulse(bool blnUp, int milliSecondsSinceLastPulse)
    {
        PulseCount += blnUp ? 1 : -1;
        PulseCountChanged?.Invoke(this, new RotaryEncoderEventArgs(PulseCount));
    }

    private void Open()
    {
        _controller.OpenPin(_pinA, PinMode.Input);
        try
        {
            _controller.OpenPin(_pinB, PinMode.Input);
            _controller.RegisterCallbackForPinValueChangedEvent(_pinA, PinEventTypes.Rising | PinEventTypes.Falling, OnChange);
            _controller.RegisterCallbackForPinValueChangedEvent(_pinB, PinEventTypes.Rising | PinEventTypes.Falling, OnChange);
            _a = _controller.Read(_pinA) == PinValue.High;
            _b = _controller.Read(_pinB) == PinValue.High;
        }
        catch
        {
            _controller.ClosePin(_pinA);
            if (_controller.IsPinOpen(_pinB)) _controller.ClosePin(_pinB);
            throw;
        }
    }

    private void OnChange(object sender, PinValueChangedEventArgs change)
    {
        var isHigh = change.ChangeType == PinEventTypes.Rising;
        ref var level = ref change.PinNumber == _pinA ? ref _a : ref _b;
        // An edge to where the line is already: the one between was lost. The cycle's end makes it good.
        if (level == isHigh) return;
        level = isHigh;
        // Clockwise A changes first: after its edge the two differ, after B's edge they are the same.
        _quarters += change.PinNumber == _pinA == (_a != _b) ? 1 : -1;
        if (_a != _b || (!_a && !_countsHalves)) return;
        EndCycle();
    }

    // Both contacts are open again (or, where halves count, both closed): more than half the way round is a pulse, less was bouncing.
    private void EndCycle()
    {
        var cycle = _countsHalves ? QuartersOfACycle / 2 : QuartersOfACycle;
        var quarters = _quarters;
        _quarters = 0;
        if (2 * Math.Abs(quarters) < cycle) return;
        var milliseconds = _lastPulse == 0 ? int.MaxValue : Stopwatch.GetElapsedTime(_lastPulse).TotalMilliseconds;
        if (milliseconds < Debounce.TotalMilliseconds) return;
        _lastPulse = Stopwatch.GetTimestamp();
        OnPulse(quarters > 0, (int)Math.Min(milliseconds, int.MaxValue));
    }
}
