namespace MusicGen.Edge.Tests;

public sealed class KeyboardLoopTests
{
    private readonly FakePorts _ports = new();
    private readonly List<string> _said = [];

    [Fact]
    public void ListensUntilStoppedAndThenReleases()
    {
        using var stage = new KeyboardStage(ports: _ports);
        KeyboardLoop loop = null!;
        loop = new KeyboardLoop(() => _ports, _ => stage.Input, _said.Add);
        _ports.Plug("K49").Send(0x90, 60, 100);
        _ports.Waiting = _ =>
        {
            stage.Sound();
            Assert.True(stage.Synthesizer.IsSounding(0, 60));
            loop.Stop();
        };

        loop.Run();
        stage.Sound();

        Assert.Equal(0, stage.Synthesizer.SoundingCount);
        Assert.True(_ports.IsDisposed);
        Assert.Empty(_said);
    }

    [Fact]
    public void FaultIsToldOnceAndListeningBeginsAnew()
    {
        var tries = 0;
        KeyboardLoop loop = null!;
        loop = new KeyboardLoop(
            () =>
            {
                tries++;
                if (tries == 2) loop.Stop();
                throw new IOException("no file descriptor left");
            },
            _ => throw new InvalidOperationException(),
            _said.Add)
        { FirstRetry = TimeSpan.Zero };

        loop.Run();

        Assert.Equal(2, tries);
        Assert.Equal(["listening to keyboards stopped and begins anew: no file descriptor left"], _said);
    }

    [Fact]
    public void SystemWithoutRawMidiIsOneSentence()
    {
        new KeyboardLoop(() => throw new DllNotFoundException(), _ => throw new InvalidOperationException(), _said.Add).Run();

        Assert.Equal(["keyboards cannot be heard on this system: raw MIDI is Linux's"], _said);
    }
}
