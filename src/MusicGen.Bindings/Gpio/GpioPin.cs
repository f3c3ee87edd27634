namespace MusicGen.Bindings.Gpio;

/// <summary>One open pin of a <see cref="GpioController"/>, in the shape of System.Device.Gpio.</summary>
public class GpioPin : IDisposable
{
    internal GpioPin(GpioController controller, int pinNumber)
    {
        Controller = controller;
        PinNumber = pinNumber;
    }

    /// <summary>Offset of the line on its chip.</summary>
    public virtual int PinNumber { get; }

    /// <summary>Where it was opened.</summary>
    public GpioController Controller { get; }

    /// <summary>What it does.</summary>
    public virtual PinMode GetPinMode() => Controller.GetPinMode(PinNumber);

    /// <summary>Changes what it does.</summary>
    public virtual void SetPinMode(PinMode value) => Controller.SetPinMode(PinNumber, value);

    /// <summary>Its level.</summary>
    public virtual PinValue Read() => Controller.Read(PinNumber);

    /// <summary>Drives it.</summary>
    public virtual void Write(PinValue value) => Controller.Write(PinNumber, value);

    /// <summary>Drives it to the other level.</summary>
    public virtual void Toggle() => Controller.Toggle(PinNumber);

    /// <summary>Gives it back.</summary>
    public virtual void Close()
    {
        if (Controller.IsPinOpen(PinNumber)) Controller.ClosePin(PinNumber);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }
}
