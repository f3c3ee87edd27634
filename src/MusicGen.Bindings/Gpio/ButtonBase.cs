using System.Diagnostics;

namespace MusicGen.Bindings.Gpio;

/// <summary>A button as events, in the shape of Iot.Device.Bindings: down and up, and where switched on double press and holding.</summary>
/// <remarks>Events come on the thread of whoever reports the edges; holding comes on a thread of the pool. The clock is monotonic.</remarks>
public class ButtonBase : IDisposable
{
    private const int DefaultDoublePressMilliseconds = 1500;
    private const int DefaultHoldingMilliseconds = 2000;

    private readonly TimeSpan _doublePress, _holding, _debounce;
    private readonly Lock _gate = new();
    private Timer? _holdingTimer;
    private long _lastChange = long.MinValue, _lastPress = long.MinValue;
    private bool _isHeld;

    /// <summary>Double press 1.5 s, holding 2 s, no debouncing.</summary>
    public ButtonBase()
        : this(TimeSpan.FromMilliseconds(DefaultDoublePressMilliseconds), TimeSpan.FromMilliseconds(DefaultHoldingMilliseconds), TimeSpan.Zero)
    {
    }

    /// <summary>A button with times of its own.</summary>
    /// <exception cref="ArgumentException">The double press is shorter than three times the debouncing.</exception>
    public ButtonBase(TimeSpan doublePress, TimeSpan holding, TimeSpan debounceTime)
    {
        if (doublePress < 3 * debounceTime)
            throw new ArgumentException($"A double press of at least three times the debouncing expected, found {doublePress} and {debounceTime}.", nameof(doublePress));
        _doublePress = doublePress;
        _holding = holding;
        _debounce = debounceTime;
    }

    /// <summary>The button went up.</summary>
    public event EventHandler<EventArgs>? ButtonUp;

    /// <summary>The button went down.</summary>
    public event EventHandler<EventArgs>? ButtonDown;

    /// <summary>It was pressed and let go.</summary>
    public event EventHandler<EventArgs>? Press;

    /// <summary>It was pressed twice.</summary>
    public event EventHandler<EventArgs>? DoublePress;

    /// <summary>It is held, or was.</summary>
    public event EventHandler<ButtonHoldingEventArgs>? Holding;

    /// <summary>Whether <see cref="Holding"/> is told; off by default.</summary>
    public bool IsHoldingEnabled { get; set; }

    /// <summary>Whether <see cref="DoublePress"/> is told; off by default.</summary>
    public bool IsDoublePressEnabled { get; set; }

    /// <summary>Whether it is down.</summary>
    public bool IsPressed { get; set; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The contact closed.</summary>
    protected void HandleButtonPressed()
    {
        lock (_gate)
        {
            if (IsPressed || IsBouncing()) return;
            IsPressed = true;
            _isHeld = false;
            if (IsHoldingEnabled) _holdingTimer = new Timer(_ => OnHeld(), null, _holding, Timeout.InfiniteTimeSpan);
        }

        ButtonDown?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>The contact opened.</summary>
    protected void HandleButtonReleased()
    {
        bool wasHeld, isDouble;
        lock (_gate)
        {
            if (!IsPressed || IsBouncing()) return;
            IsPressed = false;
            _holdingTimer?.Dispose();
            _holdingTimer = null;
            wasHeld = _isHeld;
            isDouble = _lastPress != long.MinValue && Stopwatch.GetElapsedTime(_lastPress) <= _doublePress;
            _lastPress = isDouble ? long.MinValue : Stopwatch.GetTimestamp();
        }

        ButtonUp?.Invoke(this, EventArgs.Empty);
        Press?.Invoke(this, EventArgs.Empty);
        if (IsHoldingEnabled)
            Holding?.Invoke(this, new ButtonHoldingEventArgs { HoldingState = wasHeld ? ButtonHoldingState.Completed : ButtonHoldingState.Canceled });
        if (IsDoublePressEnabled && isDouble) DoublePress?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>Frees what it holds.</summary>
    protected virtual void Dispose(bool disposing) => _holdingTimer?.Dispose();

    private bool IsBouncing()
    {
        if (_debounce <= TimeSpan.Zero) return false;
        if (_lastChange != long.MinValue && Stopwatch.GetElapsedTime(_lastChange) < _debounce) return true;
        _lastChange = Stopwatch.GetTimestamp();
        return false;
    }

    private void OnHeld()
    {
        lock (_gate)
        {
            if (!IsPressed) return;
            _isHeld = true;
        }

        Holding?.Invoke(this, new ButtonHoldingEventArgs { HoldingState = ButtonHoldingState.Started });
    }
}
