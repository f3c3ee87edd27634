namespace MusicGen.Edge.Tests;

public sealed class LifeSignsTests
{
    private readonly ManualTime _time = new();
    private long _audio = 1, _composer = 1;

    [Fact]
    public void StageThatStandsStillTooLongIsNamedAndTheOthersAreNot()
    {
        var signs = Watch();
        signs.FindSilent();
        _time.Advance(9_000);
        _composer++;
        signs.FindSilent();

        _time.Advance(2_000);

        Assert.Equal(["audio"], signs.FindSilent());
    }

    [Fact]
    public void StageThatMovesAgainIsWellAgain()
    {
        var signs = Watch();
        _time.Advance(60_000);
        Assert.Equal(["audio", "composer"], signs.FindSilent().Order());

        _audio++;
        _composer++;

        Assert.Empty(signs.FindSilent());
    }

    [Fact]
    public void BoxHasBegunOnlyWhenEveryStageHas()
    {
        _composer = 0;
        var signs = Watch();
        signs.FindSilent();
        Assert.False(signs.HaveAllBegun);

        _composer = 1;
        signs.FindSilent();

        Assert.True(signs.HaveAllBegun);
    }

    private LifeSigns Watch()
    {
        var signs = new LifeSigns(_time);
        signs.Watch("audio", () => _audio, TimeSpan.FromSeconds(10));
        signs.Watch("composer", () => _composer, TimeSpan.FromSeconds(10));
        signs.FindSilent();
        return signs;
    }
}
