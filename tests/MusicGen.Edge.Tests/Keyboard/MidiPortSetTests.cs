namespace MusicGen.Edge.Tests;

public sealed class MidiPortSetTests : IDisposable
{
    private readonly FakePorts _machine = new();
    private readonly VirtualMidiPorts _virtual = new();
    private readonly KeyboardStage _stage;

    public MidiPortSetTests() => _stage = new KeyboardStage(ports: MidiPortSet.Open(() => _machine, _virtual, _ => { }));

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void KeysOfThePageAndOfAKeyboardSoundTogether()
    {
        var keyboard = _machine.Plug("K49");
        using var page = _virtual.Plug("page", BoxEventSource.Page);
        _stage.Turn();

        keyboard.Send(0x90, 60, 100);
        page.Send(0x90, 64, 100);
        _stage.Turn();

        Assert.True(_stage.Synthesizer.IsSounding(0, 60));
        Assert.True(_stage.Synthesizer.IsSounding(0, 64));
        Assert.True(page.IsHeard);
    }

    [Fact]
    public void UnpluggedPageReleasesItsKeysAndNoOthers()
    {
        var keyboard = _machine.Plug("K49");
        var page = _virtual.Plug("page", BoxEventSource.Page);
        _stage.Turn();
        keyboard.Send(0x90, 60, 100);
        page.Send(0x90, 64, 100, 0xB0, 64, 127);
        _stage.Turn();

        page.Dispose();
        _stage.Turn();

        Assert.True(_stage.Synthesizer.IsSounding(0, 60));
        Assert.False(_stage.Synthesizer.IsSounding(0, 64));
        Assert.Equal(0, _stage.Synthesizer.Controller(0, 64));
        Assert.False(page.Send(0x90, 65, 100));
        Assert.False(page.IsHeard);
    }

    [Fact]
    public void PortsOfOneNameAreTwoKeyboards()
    {
        using var first = _virtual.Plug("page", BoxEventSource.Page);
        using var second = _virtual.Plug("page", BoxEventSource.Page);
        _stage.Turn();

        first.Send(0x90, 60, 100);
        second.Send(0x90, 62, 100);
        _stage.Turn();
        first.Dispose();
        _stage.Turn();

        Assert.False(_stage.Synthesizer.IsSounding(0, 60));
        Assert.True(_stage.Synthesizer.IsSounding(0, 62));
    }

    [Fact]
    public void WhatIsSentBeforeAnybodyListensIsHeard()
    {
        using var page = _virtual.Plug("page", BoxEventSource.Page);
        page.Send(0x90, 60, 100);

        _stage.Turn();
        _stage.Turn();

        Assert.True(_stage.Synthesizer.IsSounding(0, 60));
    }

    [Fact]
    public void FloodNobodyTakesReleasesWhatWasHeldAndIsHeardAgain()
    {
        using var page = _virtual.Plug("page", BoxEventSource.Page);
        _stage.Turn();
        page.Send(0x90, 60, 100);
        _stage.Turn();
        Span<byte> noise = stackalloc byte[VirtualMidiPort.Capacity];
        noise.Fill(0xF8);
        Assert.True(page.Send(noise));

        Assert.False(page.Send(0x80, 60, 0));
        _stage.Turn();
        Assert.Equal(0, _stage.Synthesizer.SoundingCount);

        _stage.Pass(50);
        Assert.True(page.Send(0x90, 62, 100));
        _stage.Turn();
        Assert.True(_stage.Synthesizer.IsSounding(0, 62));
    }

    [Fact]
    public void BytesGoRoundTheEndOfTheirRoom()
    {
        using var page = _virtual.Plug("page", BoxEventSource.Page);
        _stage.Turn();
        for (var i = 0; i < VirtualMidiPort.Capacity; i++)
        {
            Assert.True(page.Send(0x90, (byte)(i & 127), 100, 0x80, (byte)(i & 127), 0));
            _stage.Turn();
        }

        Assert.Equal(VirtualMidiPort.Capacity, _stage.Player.Counters.Played);
        Assert.Equal(0, _stage.Synthesizer.SoundingCount);
    }

    [Fact]
    public void ListeningBegunAnewFindsThePageStillPluggedIn()
    {
        using var page = _virtual.Plug("page", BoxEventSource.Page);
        _stage.Turn();
        page.Send(0x90, 60, 100);
        _stage.Turn();
        _stage.Input.Dispose();

        using var again = new KeyboardStage(ports: MidiPortSet.Open(() => _machine, _virtual, _ => { }));
        page.Send(0x90, 62, 100);
        again.Turn();
        again.Turn();

        Assert.True(again.Synthesizer.IsSounding(0, 62));
    }

    [Fact]
    public void SystemWithoutMidiPortsStillHearsThePage()
    {
        var said = new List<string>();
        using var stage = new KeyboardStage(ports: MidiPortSet.Open(() => throw new DllNotFoundException(), _virtual, said.Add));
        using var page = _virtual.Plug("page", BoxEventSource.Page);
        stage.Turn();
        page.Send(0x90, 60, 100);
        stage.Turn();

        Assert.True(stage.Synthesizer.IsSounding(0, 60));
        Assert.Single(said, sentence => sentence.StartsWith("MIDI keyboards cannot be heard on this system", StringComparison.Ordinal));
    }

    [Fact]
    public async Task KeyFromAnotherThreadEndsTheWait()
    {
        using var ports = MidiPortSet.Open(() => new NoMachinePorts(), _virtual, _ => { });
        using var page = _virtual.Plug("page", BoxEventSource.Page);
        ports.Wait(TimeSpan.Zero);
        using var input = ports.List() is [var port] ? ports.Open(port) : throw new InvalidOperationException();
        var bytes = new byte[8];

        var sending = Task.Run(() => page.Send(0x90, 60, 100));
        var count = 0;
        while ((count = input.Read(bytes)) == 0) ports.Wait(TimeSpan.FromSeconds(30));
        await sending;

        Assert.Equal([0x90, 60, 100], bytes[..count]);
    }
}
