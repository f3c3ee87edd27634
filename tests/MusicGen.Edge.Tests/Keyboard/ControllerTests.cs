namespace MusicGen.Edge.Tests;

public sealed class ControllerTests : IDisposable
{
    private static readonly SteeringParameter _tempo = SteeringParameter.Find("tempo")!;
    private static readonly SteeringParameter _density = SteeringParameter.Find("density")!;

    private readonly KeyboardStage _stage = new(inboxEvents: 16);
    private readonly FakeKeyboard _keyboard;

    public ControllerTests()
    {
        _keyboard = _stage.Ports.Plug("K49");
        _stage.Turn();
    }

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void EveryParameterGoesFromItsLeastToItsMost() =>
        Assert.All(SteeringParameter.All, parameter =>
        {
            Assert.Equal(parameter.Least, SteeringKnobs.ValueAt(parameter, 0));
            Assert.Equal(parameter.Most, SteeringKnobs.ValueAt(parameter, 127));
            var values = Enumerable.Range(0, 128).Select(position => SteeringKnobs.ValueAt(parameter, position)).ToList();
            Assert.Equal(values.Order(), values);
            Assert.All(values, value => Assert.Equal(0, Math.IEEERemainder(value - parameter.Least, parameter.Step), 9));
        });

    [Fact]
    public void BoundControllerTurnsAndDoesNotSound()
    {
        _stage.Controllers.Bind(74, _tempo);

        _keyboard.Send(0xB0, 74, 127, 71, 5);
        _stage.Turn();

        Assert.Equal([(BoxEventKind.Steered, BoxEventSource.Midi, "tempo", _tempo.Most)], _stage.Posted().Select(posted => (posted.Kind, posted.Source, posted.Text, posted.Value)));
        Assert.Equal((-1, 5), (_stage.Synthesizer.Controller(0, 74), _stage.Synthesizer.Controller(0, 71)));
    }

    [Fact]
    public void PositionsOfOneStepAreOneEvent()
    {
        _stage.Controllers.Bind(74, _density);

        for (byte position = 0; position < 128; position++) _keyboard.Send(0xB0, 74, position);
        for (var i = 0; i < 8; i++) _stage.Turn();

        Assert.Equal(Enumerable.Range(0, Controls.Levels + 1).Select(level => (double)level), _stage.Posted().Select(posted => posted.Value));
    }

    [Fact]
    public void LastPositionArrivesHoweverFullTheInboxWas()
    {
        _stage.Controllers.Bind(74, _tempo);
        while (_stage.Inbox.TryPost(new BoxEvent(BoxEventKind.Stop, BoxEventSource.Host)))
        {
        }

        _keyboard.Send(0xB0, 74, 10, 74, 60, 74, 127);
        _stage.Turn();
        _stage.Posted();
        _stage.Turn();

        Assert.Equal([_tempo.Most], _stage.Posted().Select(posted => posted.Value));
    }

    [Fact]
    public void NextControllerMovedIsLearnedAndTheOneBeforeLetGo()
    {
        _stage.Controllers.Bind(74, _tempo);
        var changes = 0;
        _stage.Controllers.Changed = () => changes++;

        _stage.Controllers.Learn(_tempo);
        Assert.Same(_tempo, _stage.Controllers.Learning);
        _keyboard.Send(0xB0, 64, 127, 21, 0, 22, 5);
        _stage.Turn();

        Assert.Equal([new(21, "tempo")], _stage.Controllers.Snapshot());
        Assert.Equal(1, changes);
        Assert.Null(_stage.Controllers.Learning);
        Assert.Equal(127, _stage.Synthesizer.Controller(0, 64));
        Assert.Equal([_tempo.Least], _stage.Posted().Select(posted => posted.Value));
    }

    [Fact]
    public void LearningEndsAfterHalfAMinute()
    {
        _stage.Controllers.Learn(_tempo);
        _stage.Pass(30_000, stepMilliseconds: 1000);

        _keyboard.Send(0xB0, 21, 0);
        _stage.Turn();

        Assert.Empty(_stage.Controllers.Snapshot());
    }

    [Fact]
    public void LearnedControllersAreThereAfterTheNextStart()
    {
        using var folder = new TemporaryFolder();
        var said = new List<string>();
        var state = folder["state"];
        var configured = new Dictionary<int, string> { [74] = "tempo" };
        var file = ControllerFile.Open(state, configured, _stage.Controllers, said.Add);
        // Written below, not in the background of the next test.
        _stage.Controllers.Changed = () => { };
        Assert.Equal([new(74, "tempo")], _stage.Controllers.Snapshot());

        _stage.Controllers.Bind(21, _density);
        _stage.Controllers.Forget(_tempo);
        file.Write();
        var again = new ControllerBindings(TimeProvider.System);
        ControllerFile.Open(state, configured, again, said.Add);

        Assert.Equal([new(21, "density")], again.Snapshot());
        Assert.Empty(said);
        Assert.Equal(["controllers.json"], Directory.GetFiles(state).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("{ \"controllers\": { \"64\": \"tempo\", \"21\": \"density\" } }", 1)]
    [InlineData("{ \"contr", 0)]
    public void DamagedFileIsToldAndTheRestOfItCounts(string text, int bound)
    {
        using var folder = new TemporaryFolder();
        var said = new List<string>();
        folder.Write("state/controllers.json", text);

        ControllerFile.Open(folder["state"], new Dictionary<int, string>(), _stage.Controllers, said.Add);

        Assert.Equal(bound, _stage.Controllers.Snapshot().Count);
        Assert.StartsWith("a controller learned before is forgotten: ", Assert.Single(said));
    }

    [Fact]
    public void StateFolderThatCannotBeWrittenIsOneSentence()
    {
        using var folder = new TemporaryFolder();
        var said = new List<string>();
        folder.Write("state", "a file where the folder should be");

        ControllerFile.Open(folder["state"], new Dictionary<int, string>(), _stage.Controllers, said.Add).Write();

        Assert.StartsWith("the controllers learned are forgotten at the next start: ", Assert.Single(said));
    }
}
