using MusicGen.Bindings.Gpio.Native;

namespace MusicGen.Bindings.Gpio;

/// <summary>
/// A chip of the kernel's GPIO character device, in the shape of System.Device.Gpio. The package reaches it through libgpiod;
/// here the kernel is asked directly, because no two distributions carry the same libgpiod.
/// </summary>
public abstract class UnixDriver : GpioDriver
{
    private readonly ChipLines _lines;

    private protected UnixDriver(int chipNumber, LineAbi abi) => _lines = new ChipLines(chipNumber, abi);

    /// <inheritdoc/>
    protected internal override int PinCount => _lines.Chip.NumLines;

    /// <summary>The first chip, by the newest interface that the kernel has.</summary>
    /// <exception cref="IOException">There is none, or it is not permitted.</exception>
    public static UnixDriver Create()
    {
        try
        {
            return new LibGpiodV2Driver(0);
        }
        catch (PlatformNotSupportedException)
        {
            return new LibGpiodDriver(0);
        }
    }

    /// <inheritdoc/>
    public override GpioChipInfo GetChipInfo() => _lines.Chip;

    internal override bool TrySetDebounce(int pinNumber, TimeSpan time) => _lines.TrySetDebounce(pinNumber, time);

    /// <inheritdoc/>
    protected internal override void OpenPin(int pinNumber) => _lines.Open(pinNumber);

    /// <inheritdoc/>
    protected internal override void ClosePin(int pinNumber) => _lines.Close(pinNumber);

    /// <inheritdoc/>
    protected internal override void SetPinMode(int pinNumber, PinMode mode) => _lines.SetMode(pinNumber, mode);

    /// <inheritdoc/>
    protected internal override PinMode GetPinMode(int pinNumber) => _lines.ModeOf(pinNumber);

    /// <inheritdoc/>
    protected internal override bool IsPinModeSupported(int pinNumber, PinMode mode) => mode is >= PinMode.Input and <= PinMode.InputPullUp;

    /// <inheritdoc/>
    protected internal override PinValue Read(int pinNumber) => _lines.Read(pinNumber);

    /// <inheritdoc/>
    protected internal override void Write(int pinNumber, PinValue value) => _lines.Write(pinNumber, value == PinValue.High);

    /// <inheritdoc/>
    protected internal override void AddCallbackForPinValueChangedEvent(int pinNumber, PinEventTypes eventTypes, PinChangeEventHandler callback) =>
        _lines.Watch(pinNumber, eventTypes, callback, this);

    /// <inheritdoc/>
    protected internal override void RemoveCallbackForPinValueChangedEvent(int pinNumber, PinChangeEventHandler callback) =>
        _lines.Unwatch(pinNumber, callback);

    /// <inheritdoc/>
    protected internal override WaitForEventResult WaitForEvent(int pinNumber, PinEventTypes eventTypes, CancellationToken cancellationToken)
    {
        using var came = new ManualResetEventSlim();
        var seen = PinEventTypes.None;
        void OnChange(object sender, PinValueChangedEventArgs change)
        {
            seen = change.ChangeType;
            came.Set();
        }

        _lines.Watch(pinNumber, eventTypes, OnChange, this);
        try
        {
            came.Wait(cancellationToken);
            return new WaitForEventResult { EventTypes = seen };
        }
        catch (OperationCanceledException)
        {
            return new WaitForEventResult { TimedOut = true };
        }
        finally
        {
            _lines.Unwatch(pinNumber, OnChange);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _lines.Dispose();
}
