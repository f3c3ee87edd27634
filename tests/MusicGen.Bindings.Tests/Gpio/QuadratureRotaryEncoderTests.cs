using MusicGen.Bindings.Gpio;

namespace MusicGen.Bindings.Tests.Gpio;

/// <summary>An encoder over a fake chip: every step counts once, whatever the contacts do on the way.</summary>
public sealed class QuadratureRotaryEncoderTests
{
    private const int A = 10;
    private const int B = 11;

    private readonly FakeGpioDriver _driver = new();

    [Theory]
    [InlineData(200, 1)]
    [InlineData(-200, -1)]
    public void TurnsAreCountedExactly(int steps, int direction)
    {
        using var encoder = Open(PinEventTypes.Falling);

        for (var i = 0; i < Math.Abs(steps); i++) Turn(direction);

        Assert.Equal(steps, encoder.PulseCount);
    }

    [Fact]
    public void BouncingContactsCountOnce()
    {
        using var encoder = Open(PinEventTypes.Falling);

        foreach (var pin in new[] { A, B, A, B })
        {
            var isHigh = !(_level.GetValueOrDefault(pin, true));
            for (var bounce = 0; bounce < 5; bounce++) Set(pin, bounce % 2 == 0 == isHigh);
        }

        Assert.Equal(1, encoder.PulseCount);
    }

    [Fact]
    public void TurningBackHalfWayCountsNothing()
    {
        using var encoder = Open(PinEventTypes.Falling);

        Set(A, false);
        Set(B, false);
        Set(B, true);
        Set(A, true);

        Assert.Equal(0, encoder.PulseCount);
    }

    [Fact]
    public void ALostEdgeCostsNoStep()
    {
        using var encoder = Open(PinEventTypes.Falling);

        // The closing of B got lost: its opening comes without it.
        Set(A, false);
        Set(A, true);
        _driver.Edge(B, true);
        Assert.Equal(0, encoder.PulseCount);
        Turn(1);
        Turn(1);

        Assert.Equal(2, encoder.PulseCount);
    }

    [Fact]
    public void BothEdgesGiveTwoPulsesACycle()
    {
        using var encoder = Open(PinEventTypes.Rising | PinEventTypes.Falling);

        for (var i = 0; i < 10; i++) Turn(-1);

        Assert.Equal(-20, encoder.PulseCount);
    }

    [Fact]
    public void ClosingGivesBothPinsBackAndKeepsTheController()
    {
        var encoder = Open(PinEventTypes.Falling);

        encoder.Dispose();

        Assert.Empty(_driver.OpenPins);
        Assert.False(_driver.IsDisposed);
    }

    private readonly Dictionary<int, bool> _level = [];

    private QuadratureRotaryEncoder Open(PinEventTypes edges) =>
        new(A, B, edges, 20, new GpioController(_driver), shouldDispose: false) { Debounce = TimeSpan.Zero };

    private void Turn(int direction)
    {
        var (first, second) = direction > 0 ? (A, B) : (B, A);
        Set(first, false);
        Set(second, false);
        Set(first, true);
        Set(second, true);
    }

    private void Set(int pin, bool isHigh)
    {
        _level[pin] = isHigh;
        _driver.Set(pin, isHigh);
    }
}
