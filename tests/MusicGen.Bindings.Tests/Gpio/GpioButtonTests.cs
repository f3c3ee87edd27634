using MusicGen.Bindings.Gpio;

namespace MusicGen.Bindings.Tests.Gpio;

/// <summary>A button over a fake chip.</summary>
public sealed class GpioButtonTests
{
    private const int Pin = 4;

    private readonly FakeGpioDriver _driver = new();
    private readonly List<string> _events = [];

    [Fact]
    public void LowIsPressed()
    {
        using var button = Listen(new GpioButton(Pin, isPullUp: true, hasExternalResistor: true, gpio: new GpioController(_driver), shouldDispose: false));

        _driver.Set(Pin, false);
        Assert.True(button.IsPressed);
        _driver.Set(Pin, true);

        Assert.Equal(["down", "up", "press"], _events);
    }

    [Fact]
    public void EdgesWithinTheDebounceTimeAreOne()
    {
        using var button = Listen(new GpioButton(Pin, TimeSpan.FromHours(4), TimeSpan.FromHours(4), gpio: new GpioController(_driver), shouldDispose: false, debounceTime: TimeSpan.FromHours(1)));

        for (var i = 0; i < 5; i++) _driver.Set(Pin, i % 2 == 1);

        Assert.Equal(["down"], _events);
    }

    [Fact]
    public void TwoPressesAreADoublePressWhereSwitchedOn()
    {
        using var button = Listen(new GpioButton(Pin, TimeSpan.FromHours(1), TimeSpan.FromHours(1), gpio: new GpioController(_driver), shouldDispose: false));
        button.IsDoublePressEnabled = true;

        for (var i = 0; i < 4; i++) _driver.Set(Pin, i % 2 == 1);

        Assert.Equal(["down", "up", "press", "down", "up", "press", "double"], _events);
    }

    [Fact]
    public void APullThatTheChipHasNotIsRefused() =>
        Assert.Throws<ArgumentException>(() => new GpioButton(Pin, isPullUp: false, gpio: new GpioController(_driver)));

    [Fact]
    public void ADoublePressShorterThanBouncingIsRefused() =>
        Assert.Throws<ArgumentException>(() => new GpioButton(Pin, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), gpio: new GpioController(_driver), debounceTime: TimeSpan.FromMilliseconds(20)));

    private GpioButton Listen(GpioButton button)
    {
        button.ButtonDown += (_, _) => _events.Add("down");
        button.ButtonUp += (_, _) => _events.Add("up");
        button.Press += (_, _) => _events.Add("press");
        button.DoublePress += (_, _) => _events.Add("double");
        return button;
    }
}
