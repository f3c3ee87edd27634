using MusicGen.Bindings.Gpio;

namespace MusicGen.Bindings.Tests.Gpio;

/// <summary>The controller over a fake chip: what the package promises about opening, closing and the errors between.</summary>
public sealed class GpioControllerTests
{
    private readonly FakeGpioDriver _driver = new();

    [Fact]
    public void OpeningTwiceGivesTheSamePin()
    {
        using var controller = new GpioController(_driver);

        Assert.Same(controller.OpenPin(5), controller.OpenPin(5, PinMode.InputPullUp));
        Assert.Equal(PinMode.InputPullUp, controller.GetPinMode(5));
    }

    [Fact]
    public void AnOutputBeginsWithItsLevel()
    {
        using var controller = new GpioController(_driver);

        var pin = controller.OpenPin(7, PinMode.Output, PinValue.Low);

        Assert.Equal(PinValue.Low, pin.Read());
        pin.Toggle();
        Assert.Equal(PinValue.High, controller.Read(7));
    }

    [Fact]
    public void AClosedPinIsRefused()
    {
        using var controller = new GpioController(_driver);
        controller.OpenPin(5).Close();

        Assert.Throws<InvalidOperationException>(() => controller.Read(5));
        Assert.Throws<InvalidOperationException>(() => controller.ClosePin(5));
        Assert.False(controller.IsPinOpen(5));
    }

    [Fact]
    public void AnUnsupportedModeLeavesNoPinOpen()
    {
        using var controller = new GpioController(_driver);

        Assert.Throws<InvalidOperationException>(() => controller.OpenPin(5, PinMode.InputPullDown));
        Assert.Empty(_driver.OpenPins);
    }

    [Fact]
    public void DisposingClosesPinsAndDriver()
    {
        var controller = new GpioController(_driver);
        controller.OpenPin(1);
        controller.OpenPin(2);

        controller.Dispose();

        Assert.Empty(_driver.OpenPins);
        Assert.True(_driver.IsDisposed);
        Assert.Throws<ObjectDisposedException>(() => controller.OpenPin(1));
    }

    [Fact]
    public void AMissingChipIsASentence()
    {
        var refusal = Assert.ThrowsAny<IOException>(() => new LibGpiodV2Driver(9999));

        Assert.Contains("'/dev/gpiochip9999'", refusal.Message);
        Assert.IsType<GpiodException>(refusal);
    }

    [Fact]
    public void AMissingI2cBusIsASentence()
    {
        var refusal = Assert.ThrowsAny<IOException>(() => I2cDevice.Create(new I2cConnectionSettings(9999, 0x3C)));

        Assert.Contains("'/dev/i2c-9999'", refusal.Message);
    }
}
