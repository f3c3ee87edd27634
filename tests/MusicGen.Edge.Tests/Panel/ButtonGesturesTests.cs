namespace MusicGen.Edge.Tests;

/// <summary>Click, double press, long press and repeats at their documented times.</summary>
public sealed class ButtonGesturesTests
{
    private readonly List<string> _made = [];
    private long _now;

    [Fact]
    public void WithOnlyAClickItActsWhenItGoesDown()
    {
        var button = Make();

        Press(button, 1000);
        Assert.Equal(["Click@1000"], _made);
        Release(button, 1090);

        Assert.Single(_made);
    }

    [Fact]
    public void ALongPressActsWhileHeldAndIsNoClick()
    {
        var button = Make(hasLong: true);

        Press(button, 0);
        PassTo(button, 799);
        Assert.Empty(_made);
        PassTo(button, 800);
        Release(button, 2000);

        Assert.Equal(["Long@800"], _made);
    }

    [Fact]
    public void AReleaseBeforeTheLongPressIsAClick()
    {
        var button = Make(hasLong: true);

        Press(button, 0);
        Release(button, 799);

        Assert.Equal(["Click@799"], _made);
    }

    [Fact]
    public void TwoQuickPressesAreADoublePressAndNoClick()
    {
        var button = Make(hasDouble: true, hasLong: true);

        Press(button, 0);
        Release(button, 80);
        Press(button, 379);
        Release(button, 1900);
        PassTo(button, 5000);

        Assert.Equal(["Double@379"], _made);
    }

    [Fact]
    public void TwoSlowPressesAreTwoClicks()
    {
        var button = Make(hasDouble: true);

        Press(button, 0);
        Release(button, 80);
        Press(button, 381);
        Release(button, 450);
        PassTo(button, 5000);

        Assert.Equal(["Click@381", "Click@5000"], _made);
    }

    [Fact]
    public void AClickBesideADoublePressComesWhenItsTimeIsOver()
    {
        var button = Make(hasDouble: true);

        Press(button, 0);
        Release(button, 80);

        Assert.Equal(380, button.Deadline);
        PassTo(button, 380);
        Assert.Equal(["Click@380"], _made);
    }

    [Fact]
    public void ItRepeatsWhileHeld()
    {
        var button = Make(repeats: true);

        Press(button, 0);
        for (var at = 0; at <= 860; at += 10) PassTo(button, at);
        Release(button, 865);
        PassTo(button, 5000);

        Assert.Equal(["Click@0", "Click@500", "Click@620", "Click@740", "Click@860"], _made);
    }

    [Fact]
    public void ALateLookStillTellsALongPressFromAClick()
    {
        var button = Make(hasLong: true);

        Press(button, 0);
        Release(button, 3000);

        Assert.Equal(["Long@3000"], _made);
    }

    private ButtonGestures Make(bool hasDouble = false, bool hasLong = false, bool repeats = false) =>
        new(new PanelTimes(), hasDouble, hasLong, repeats, gesture => _made.Add($"{gesture}@{_now}"));

    private void Press(ButtonGestures button, long at) => button.Press(_now = at);

    private void Release(ButtonGestures button, long at) => button.Release(_now = at);

    private void PassTo(ButtonGestures button, long at) => button.Pass(_now = at);
}
