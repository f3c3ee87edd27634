namespace MusicGen.Edge.Tests;

/// <summary>What lights show, and dimming by switching.</summary>
public sealed class LightTests
{
    private static readonly LightOptions _light = new() { Place = new LinePlace(32, IsPin: true) };

    [Fact]
    public void BreathingGoesDownToFaintAndUpToFull()
    {
        var breath = Enumerable.Range(0, 400).Select(i => LightPattern.Of(BoxPhase.Attract, i / 100.0)).ToList();

        Assert.InRange(breath.Min(), 0.0001, 0.01);
        Assert.InRange(breath.Max(), 0.99, 1);
        Assert.All(breath.Zip(breath.Skip(1)), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 0.03));
    }

    [Fact]
    public void PhasesLookDifferent()
    {
        var courses = Enum.GetValues<BoxPhase>().Select(phase => string.Concat(Enumerable.Range(0, 60).Select(i => LightPattern.Of(phase, i / 20.0) > 0.5 ? '#' : '.'))).ToList();

        Assert.Equal(courses.Count, courses.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void AFaultFlashesItsNumberThenPauses(int number)
    {
        var course = Enumerable.Range(0, (int)(LightPattern.LengthOf(number) * 100)).Select(i => LightPattern.OfFault(number, i / 100.0 + 0.001)).ToList();

        Assert.Equal(number, course.Zip(course.Prepend(0)).Count(pair => pair is { First: 1, Second: 0 }));
        Assert.All(course.TakeLast(150), brightness => Assert.Equal(0, brightness));
    }

    [Fact]
    public void TheStatesLightTellsAFaultWhereNoOtherDoes()
    {
        var view = new PanelView { State = new BoxState { Phase = BoxPhase.Listening }, Faults = [new Fault("panel.chip", "Gone.", "")] };
        var alone = new LightShow([_light]);
        alone.Look(view, 100);
        var beside = new LightShow([_light, _light with { Shows = LightSubject.Fault }]);
        beside.Look(view, 100);

        // Panel is 5: dark between two flashes at 0.3 s, and steady again once the number is told.
        Assert.Equal(0, alone.BrightnessOf(_light, view, 100.3));
        Assert.Equal(1, alone.BrightnessOf(_light, view, 105));
        Assert.Equal(1, beside.BrightnessOf(_light, view, 100.3));
        Assert.Equal(1, beside.BrightnessOf(_light with { Shows = LightSubject.Fault }, view, 100.1));
    }

    [Fact]
    public void APresetsLightIsLitWhileItPlaysAndDimWhenChosen()
    {
        var light = _light with { Shows = LightSubject.Preset, Preset = "2" };
        var show = new LightShow([light]);
        var chosen = new PanelView { State = new BoxState { Presets = ["evening", "dream"], Preset = "dream" } };

        Assert.InRange(show.BrightnessOf(light, chosen, 0), 0.05, 0.3);
        Assert.Equal(1, show.BrightnessOf(light, chosen with { State = chosen.State with { IsPlaying = true } }, 0));
        Assert.Equal(0, show.BrightnessOf(light, chosen with { State = chosen.State with { Preset = "evening" } }, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.004)]
    [InlineData(0.25)]
    [InlineData(0.731)]
    [InlineData(1)]
    public void DimmingIsOnForTheShareOfItsBrightness(double brightness)
    {
        var dimmer = new SoftDimmer();
        const int Periods = 1000;

        var on = Enumerable.Range(0, Periods).Sum(_ => dimmer.NextPeriod(brightness));

        Assert.Equal(brightness, on / (double)(Periods * SoftDimmer.Slots), 3);
    }
}
