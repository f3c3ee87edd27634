namespace MusicGen.Edge.Tests;

public sealed class KeyPostsTests : IDisposable
{
    private readonly KeyboardStage _stage = new(inboxEvents: 16);
    private readonly FakeKeyboard _keyboard;

    public KeyPostsTests()
    {
        _keyboard = _stage.Ports.Plug("K49");
        _stage.Turn();
    }

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void KeysGoIntoTheInboxWithTheFrameOfTheirSound()
    {
        var frame = _stage.Player.PlayedFrames;
        _keyboard.Send(0x90, 60, 100);
        _stage.Turn();
        _keyboard.Send(0x80, 60, 0);
        _stage.Turn();

        Assert.Equal(
            [
                new BoxEvent(BoxEventKind.KeyDown, BoxEventSource.Keyboard, 60, 100, null, frame),
                new BoxEvent(BoxEventKind.KeyUp, BoxEventSource.Keyboard, 60, 0, null, frame + Player.BlockFrames),
            ],
            _stage.Posted());
    }

    [Fact]
    public void KeysOfThePageSayThatTheyAre()
    {
        var ports = new VirtualMidiPorts();
        using var stage = new KeyboardStage(ports: MidiPortSet.Open(() => new FakePorts(), ports, _ => { }));
        using var page = ports.Plug("page", BoxEventSource.Page);
        stage.Turn();

        page.Send(0x90, 60, 100);
        stage.Turn();

        Assert.Equal((BoxEventKind.KeyDown, BoxEventSource.Page), stage.Posted() is [var only] ? (only.Kind, only.Source) : default);
    }

    [Fact]
    public void PulledCableIsTheSameAsLettingGo()
    {
        _keyboard.Send(0x90, 60, 100, 64, 100, 67, 100);
        _stage.Turn();
        _stage.Posted();

        _stage.Ports.Unplug("K49");
        _stage.Turn();

        Assert.Equal([(BoxEventKind.KeyUp, 60), (BoxEventKind.KeyUp, 64), (BoxEventKind.KeyUp, 67)], _stage.Posted().Select(posted => (posted.Kind, posted.Number)));
    }

    [Fact]
    public void KeyReachedByTwoChannelsComesUpWithTheSecond()
    {
        _keyboard.Send(0x90, 60, 100, 0x91, 60, 100, 0x80, 60, 0);
        _stage.Turn();
        Assert.Equal([BoxEventKind.KeyDown, BoxEventKind.KeyDown], _stage.Posted().Select(posted => posted.Kind));

        _keyboard.Send(0x81, 60, 0);
        _stage.Turn();

        Assert.Equal([BoxEventKind.KeyUp], _stage.Posted().Select(posted => posted.Kind));
    }

    [Fact]
    public void DrumPadsSoundAndAreNotAnswered()
    {
        _keyboard.Send(0x99, 38, 100, 0x89, 38, 0);
        _stage.Turn();

        Assert.Empty(_stage.Posted());
        Assert.Equal(1, _stage.Player.Counters.Played);
    }

    [Fact]
    public void KeyThatCameUpIsToldHoweverFullTheInboxWas()
    {
        _keyboard.Send(0x90, 60, 100);
        _stage.Turn();
        while (_stage.Inbox.TryPost(new BoxEvent(BoxEventKind.Stop, BoxEventSource.Host)))
        {
        }

        _keyboard.Send(0x80, 60, 0, 0x90, 62, 100);
        _stage.Turn();
        Assert.Equal(20, _stage.Input.NextWait.TotalMilliseconds);
        _stage.Posted();
        _stage.Turn();

        Assert.Equal([(BoxEventKind.KeyUp, 60)], _stage.Posted().Select(posted => (posted.Kind, posted.Number)));
        _keyboard.Send(0x80, 62, 0);
        _stage.Turn();
        Assert.Empty(_stage.Posted());
    }
}
