namespace MusicGen.Edge.Tests;

public sealed class AudioLoopTests
{
    private static readonly AudioFormat Format = new(48_000, 480, 4);

    private readonly ManualTime _time = new();
    private readonly Player _player = new(new SilentSynthesizer(), new NoteEventQueue(1024), new PlayerOptions { SampleRate = 48_000 });

    [Fact]
    public void EveryTurnHandsOnePeriodOver()
    {
        var device = new FakeOutput();
        var loop = Loop(device, () => throw new IOException());

        for (var i = 0; i < 10; i++) Assert.True(loop.Step());

        Assert.Equal(10, device.QueuedPeriods);
        Assert.Equal(4800, _player.PlayedFrames);
    }

    [Fact]
    public void LostDeviceIsClosedAndTheMusicGoesOnAtThePaceOfTheClock()
    {
        var device = new FakeOutput();
        var loop = Loop(device, () => throw new IOException());
        loop.Step();
        device.IsConnected = false;

        var turns = 0;
        while (loop.Step()) turns++;
        Assert.Equal(4, turns);
        _time.Advance(100);
        while (loop.Step()) turns++;

        Assert.True(device.IsDisposed);
        Assert.Equal(1, loop.LossCount);
        Assert.Equal(14, turns);
        Assert.Equal(15 * 480, _player.PlayedFrames);
    }

    [Fact]
    public void LostDeviceIsTriedAgainWaitingLongerEachTime()
    {
        var device = new FakeOutput();
        var tries = new List<long>();
        var loop = Loop(device, () =>
        {
            tries.Add(_time.GetTimestamp());
            throw new IOException();
        });
        device.IsConnected = false;

        for (var i = 0; i < 600; i++)
        {
            loop.Step();
            _time.Advance(100);
        }

        Assert.Equal([500, 1500, 3500, 7500, 15500, 25500, 35500, 45500, 55500], tries);
    }

    [Fact]
    public void DeviceThatComesBackPlaysOn()
    {
        var second = new FakeOutput();
        var first = new FakeOutput();
        var loop = Loop(first, () => second);
        first.IsConnected = false;
        loop.Step();

        _time.Advance(600);
        loop.Step();

        Assert.Equal(1, loop.ReturnCount);
        Assert.Equal(1, second.QueuedPeriods);
    }

    [Fact]
    public void DeviceThatOpensButTakesNothingIsGivenUpAndTriedLessAndLessOften()
    {
        var opened = new List<long>();
        var loop = Loop(new FakeOutput { IsStuck = true }, () =>
        {
            opened.Add(_time.GetTimestamp());
            return new FakeOutput { IsStuck = true };
        });

        for (var i = 0; i < 3000; i++)
        {
            while (loop.Step())
            {
            }

            _time.Advance(10);
        }

        Assert.InRange(opened[0], 3400, 3700);
        Assert.InRange(opened[1] - opened[0], 3900, 4300);
        Assert.InRange(opened[2] - opened[1], 4900, 5300);
        Assert.True(_player.PlayedFrames > 0);
    }

    [Fact]
    public void MachineThatSleptForAMinuteHasNotLostItsDevice()
    {
        var device = new FakeOutput();
        var loop = Loop(device, () => throw new IOException());
        loop.Step();
        device.IsStuck = true;
        loop.Step();

        _time.Advance(60_000);
        for (var i = 0; i < 20; i++) loop.Step();

        Assert.Equal(0, loop.LossCount);
        Assert.Equal("fake device", loop.DeviceName);
    }

    [Fact]
    public void UnderrunsOfEveryDeviceAreCountedOnce()
    {
        var second = new FakeOutput { UnderrunCount = 2 };
        var first = new FakeOutput { UnderrunCount = 3 };
        var loop = Loop(first, () => second);
        loop.Step();
        first.IsConnected = false;
        loop.Step();
        _time.Advance(600);
        loop.Step();

        Assert.Equal(5, loop.UnderrunCount);
    }

    [Fact]
    public void TurnAllocatesNothing()
    {
        var loop = Loop(new FakeOutput(), () => throw new IOException());
        for (var i = 0; i < 100; i++) loop.Step();

        // The fewest of three rounds: what a turn allocates shows in each, what the runtime does once while it recompiles does not.
        var fewest = long.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 2000; i++) loop.Step();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, fewest);
    }

    private AudioLoop Loop(IAudioOutput device, Func<IAudioOutput> reopen) => new(_player, Format, device, isOnDevice: true, reopen, _time);
}
