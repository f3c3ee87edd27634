namespace MusicGen.Core.Tests.Conducting;

public sealed class ConductorTests
{
    [Fact]
    public void ABoxThatNobodyTouchesIsSilentAndInvites()
    {
        var box = new Box();

        box.Run(5);

        Assert.Empty(box.Played);
        Assert.Equal(BoxPhase.Attract, box.Conductor.State.Phase);
        Assert.Equal("one", box.Conductor.State.Preset);
        Assert.False(box.Conductor.State.IsPlaying);
    }

    [Fact]
    public void APresetPressedSoundsWithinAHundredthOfASecondOfItsFirstShift()
    {
        var box = new Box();
        box.Models[1].ChordBias = 100;

        box.Press("two");
        box.Run(0.1);

        Assert.Equal(BoxPhase.Playing, box.Conductor.State.Phase);
        Assert.Equal("two", box.Conductor.State.Preset);
        Assert.InRange(box.ComposedNotes.First().Frame, 0, Box.Rate / 100);
        Assert.Contains("program 0 1", box.Synthesizer.Others);
    }

    [Fact]
    public void APresetPressedHasItsFirstNotesComposedAlready()
    {
        var box = new Box();
        // One turn each composes them.
        box.Run(0.1);
        var forwards = box.Models[1].ForwardCount;

        box.Press("two");
        box.Conductor.Step();

        Assert.Equal(8, forwards);
        Assert.NotEqual(0, box.Scheduler.Notes.Count);
        Assert.InRange(box.Models[1].ForwardCount - forwards, 0, Math.Max(0, box.Scheduler.Notes.Count - 8));
    }

    [Fact]
    public void ThePlayingPresetPressedAgainFadesToSilence()
    {
        var box = new Box();
        box.Press("one");
        box.Run(3);

        box.Press("one");
        box.Run(0.1);
        Assert.Equal(BoxPhase.Ending, box.Conductor.State.Phase);
        var count = box.ComposedNotes.Count();
        box.Run(2);

        Assert.Equal(BoxPhase.Attract, box.Conductor.State.Phase);
        Assert.InRange(box.ComposedNotes.Count(), count, count + 2);
        Assert.Equal(0, box.Player.SoundingCount);
        box.Press("one");
        box.Run(1);
        Assert.Equal(1, box.Player.Volume, 3);
        Assert.True(box.ComposedNotes.Count() > count + 2);
    }

    [Fact]
    public void AnotherPresetTakesOverAndNothingHangs()
    {
        var box = new Box();
        box.Press("one");
        box.Run(3);
        var before = box.ComposedNotes.Count();

        box.Press("three");
        box.Run(3);
        box.Post(BoxEventKind.Stop);
        box.Run(3);

        Assert.Equal("three", box.Conductor.State.Preset);
        Assert.True(box.ComposedNotes.Count() > before + 5);
        Assert.Equal(0, box.Synthesizer.SoundingCount);
        Assert.True(box.Models[2].ForwardCount > 5);
    }

    [Fact]
    public void ThePresetButtonsGoRoundBothWays()
    {
        var box = new Box();
        string Step(double value)
        {
            box.Post(BoxEventKind.PresetStep, value: value);
            box.Run(0.02);
            return box.Conductor.State.Preset;
        }

        Assert.Equal(["two", "three", "one", "three"], new[] { Step(1), Step(1), Step(1), Step(-1) });
    }

    [Fact]
    public void AfterAVisitorEverythingIsAsItWas()
    {
        var box = new Box(options: new ConductorOptions { VisitorLeavesSeconds = 10 });
        box.Press("two");
        box.Run(1);
        box.Post(BoxEventKind.Steered, value: 2, text: "tempo");
        box.Post(BoxEventKind.ModeChosen, number: (int)PlayMode.Duet);
        box.Run(1);
        Assert.Equal(2, box.Conductor.State.Turned["tempo"]);
        box.Post(BoxEventKind.ModeChosen, number: (int)PlayMode.Answer);
        box.PlayKeys(0.3, 60, 62);
        box.RunUntil(() => box.Conductor.State.Phase == BoxPhase.Attract, 30);

        Assert.Equal("one", box.Conductor.State.Preset);
        Assert.Empty(box.Conductor.State.Turned);
        Assert.Equal(PlayMode.Answer, box.Conductor.State.Mode);
        Assert.Equal(0, box.Player.SoundingCount);
    }

    [Fact]
    public void ATuneInvitesFromTimeToTimeAndEnds()
    {
        var box = new Box(options: new ConductorOptions { AttractEverySeconds = 5, AttractSeconds = 8 });

        box.Run(40);

        var onsets = box.ComposedNotes.Select(e => e.Frame / (double)Box.Rate).ToList();
        Assert.InRange(onsets[0], 4.9, 8);
        Assert.All(box.Phases, phase => Assert.Equal(BoxPhase.Attract, phase.Phase));
        var pauses = onsets.Zip(onsets.Skip(1), (a, b) => b - a).Where(gap => gap > 4).ToList();
        Assert.InRange(pauses.Count, 1, 3);
    }

    [Fact]
    public void ABoxThatPlaysAloneBeginsByItselfAndStaysStoppedOnceStopped()
    {
        var box = new Box(options: new ConductorOptions { PlaysAlone = true, HomePreset = "three" });
        box.Run(2);
        Assert.Equal(BoxPhase.Playing, box.Conductor.State.Phase);
        Assert.Equal("three", box.Conductor.State.Preset);

        box.Post(BoxEventKind.Stop);
        box.Run(30);

        Assert.Equal(BoxPhase.Attract, box.Conductor.State.Phase);
    }

    [Fact]
    public void QuietHoursEndTheMusicAndKeepItSilent()
    {
        var box = new Box(options: new ConductorOptions { EndingSeconds = 2 });
        box.Press("one");
        box.Run(2);

        box.Post(BoxEventKind.QuietHours, value: 1);
        box.RunUntil(() => box.Conductor.State.Phase == BoxPhase.Quiet, 10);
        box.Played.Clear();
        box.Press("two");
        box.PlayKeys(0.2, 60);
        box.Run(2);
        Assert.Empty(box.ComposedNotes);
        Assert.Equal(0, box.Player.Volume);

        box.Post(BoxEventKind.QuietHours, value: 0);
        box.Press("two");
        box.Run(2);
        Assert.NotEmpty(box.ComposedNotes);
        Assert.Equal(1, box.Player.Volume, 3);
    }

    [Fact]
    public void VolumeStaysUnderItsCeilingWhateverIsTurned()
    {
        var box = new Box(options: new ConductorOptions { VolumeCeiling = 0.5 });
        box.Press("one");
        box.Post(BoxEventKind.Steered, value: 1.5, text: "volume");
        box.Run(1);
        Assert.Equal(0.5, box.Player.Volume, 3);

        box.Post(BoxEventKind.Steered, value: 0.2, text: "volume");
        box.Run(1);
        Assert.Equal(0.2, box.Player.Volume, 3);
    }

    [Fact]
    public void SteeringIsHeardWithinHalfASecond()
    {
        var box = new Box(PlayMode.Endless);
        box.Press("one");
        box.Run(5);
        box.Post(BoxEventKind.Steered, value: 0, text: "key");
        box.Post(BoxEventKind.Steered, value: 9, text: "scale");
        box.Run(0.5);
        box.Played.Clear();
        box.Run(10);

        Assert.True(box.ComposedNotes.Count() > 20);
        Assert.All(box.ComposedNotes, e => Assert.Contains(e.Data1 % 12, new[] { 0, 2, 4, 7, 9 }));
    }

    [Fact]
    public void PanicIsSilenceAtOnce()
    {
        var box = new Box();
        box.Press("one");
        box.Run(2);
        box.Down(60);
        box.Run(0.1);

        box.Post(BoxEventKind.Panic);
        box.Run(0.05);

        Assert.Equal(0, box.Player.SoundingCount);
        Assert.Equal(BoxPhase.Attract, box.Conductor.State.Phase);
    }

    [Fact]
    public void UnknownPresetsAndParametersChangeNothing()
    {
        var box = new Box();
        box.Press("none such");
        box.Post(BoxEventKind.Steered, value: 3, text: "none such");
        box.Run(1);

        Assert.Equal(BoxPhase.Attract, box.Conductor.State.Phase);
        Assert.Empty(box.Conductor.State.Turned);
        Assert.Empty(box.Played);
    }

    [Fact]
    public void ReplacedPresetsLetTheMusicGoOn()
    {
        var box = new Box();
        box.Press("two");
        box.Run(2);
        var before = box.ComposedNotes.Count();

        box.Conductor.Replace([box.Presets[1], box.Presets[0]]);
        box.Run(2);
        Assert.Equal(["two", "one"], box.Conductor.State.Presets);
        Assert.True(box.ComposedNotes.Count() > before);

        box.Conductor.Replace([box.Presets[0]]);
        box.Run(2);
        Assert.Equal(BoxPhase.Attract, box.Conductor.State.Phase);
        Assert.Equal("one", box.Conductor.State.Preset);
        Assert.Equal(0, box.Player.SoundingCount);
    }

    [Theory]
    [InlineData(PlayMode.Answer)]
    [InlineData(PlayMode.Duet)]
    [InlineData(PlayMode.Endless)]
    public void WildVisitorsLeaveNothingHanging(PlayMode mode)
    {
        var box = new Box(mode, new ConductorOptions { VisitorLeavesSeconds = 15, AttractEverySeconds = 20, AttractSeconds = 6 }, endBias: 1);
        var random = new Random(5);
        var held = new List<int>();
        for (var i = 0; i < 600; i++)
        {
            var what = random.Next(100);
            if (what < 45) Press(random.Next(36, 90));
            else if (what < 85 && held.Count > 0) Release(held[random.Next(held.Count)]);
            else if (what < 88) box.Press(new[] { "one", "two", "three" }[random.Next(3)]);
            else if (what < 90) box.Post(BoxEventKind.Stop);
            else if (what < 94) box.Post(BoxEventKind.Steered, value: random.NextDouble() * 4, text: SteeringParameter.All[random.Next(SteeringParameter.All.Count)].Name);
            else if (what < 95) box.Post(BoxEventKind.Panic);
            box.Run(random.Next(10) == 0 ? random.NextDouble() * 8 : random.NextDouble() * 0.3);
        }

        foreach (var pitch in held.ToArray()) Release(pitch);
        box.Post(BoxEventKind.Stop);
        box.Run(8);

        Assert.True(box.ComposedNotes.Count() > 60);
        Assert.Equal(0, box.Player.SoundingCount);
        Assert.Equal(0, box.Player.Counters.Late);

        void Press(int pitch)
        {
            if (held.Contains(pitch)) return;
            held.Add(pitch);
            box.Down(pitch);
        }

        void Release(int pitch)
        {
            held.Remove(pitch);
            box.Up(pitch);
        }
    }
}
