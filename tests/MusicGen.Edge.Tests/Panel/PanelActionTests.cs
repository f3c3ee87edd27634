namespace MusicGen.Edge.Tests;

/// <summary>Words of the configuration become events of the box.</summary>
public sealed class PanelActionTests
{
    private static readonly BoxState _state = new()
    {
        Presets = ["evening", "dream"],
        Mode = PlayMode.Solo,
        InForce = new Dictionary<string, double> { ["tempo"] = 1, ["density"] = double.NaN },
    };

    [Fact]
    public void WordsBecomeEvents()
    {
        Assert.Equal(new BoxEvent(BoxEventKind.PresetPressed, BoxEventSource.Panel, Text: "late evening"), Do("preset late evening"));
        Assert.Equal(new BoxEvent(BoxEventKind.PresetPressed, BoxEventSource.Panel, Text: "dream"), Do("preset 2"));
        Assert.Equal(new BoxEvent(BoxEventKind.PresetStep, BoxEventSource.Panel, Value: -1), Do("previous preset"));
        Assert.Equal(new BoxEvent(BoxEventKind.ModeChosen, BoxEventSource.Panel, (int)PlayMode.Duet), Do("mode duet"));
        Assert.Equal(new BoxEvent(BoxEventKind.ModeChosen, BoxEventSource.Panel, (int)PlayMode.Endless), Do("next mode"));
        Assert.Equal(new BoxEvent(BoxEventKind.Panic, BoxEventSource.Panel), Do("panic"));
        Assert.Equal(new BoxEvent(BoxEventKind.Steered, BoxEventSource.Panel, Value: double.NaN, Text: "tempo"), Do("steer tempo back"));
    }

    [Fact]
    public void APresetThatIsNotThereSaysNothing() => Assert.Null(Do("preset 7"));

    [Fact]
    public void QuickTurnsCountOnFromTheLast()
    {
        var knobs = new PanelKnobs();
        var up = PanelAction.Parse("steer tempo up", out _)!;

        Assert.Equal(1.05, up.EventIn(_state, knobs, 0)!.Value.Value, 9);
        Assert.Equal(1.10, up.EventIn(_state, knobs, 100)!.Value.Value, 9);
        // Long after, what the box says counts.
        Assert.Equal(1.05, up.EventIn(_state, knobs, 5000)!.Value.Value, 9);
    }

    [Fact]
    public void TurningStaysInRangeAndBeginsInTheMiddle()
    {
        var knobs = new PanelKnobs();
        var tempo = SteeringParameter.Find("tempo")!;
        var density = SteeringParameter.Find("density")!;

        Assert.Equal(tempo.Most, knobs.Turn(tempo, 1000, _state, 0), 9);
        Assert.Equal(density.Most / 2 + 1, knobs.Turn(density, 1, _state, 0), 9);
    }

    private static BoxEvent? Do(string words) => PanelAction.Parse(words, out _)!.EventIn(_state, new PanelKnobs(), 0);
}
