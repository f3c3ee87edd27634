namespace MusicGen.Edge.Tests;

/// <summary>Bouncing contacts count once; levels decide, not edges.</summary>
public sealed class DebouncerTests
{
    private readonly Debouncer _contact = new(quietMilliseconds: 20);

    [Fact]
    public void FiveEdgesWithinTwentyMillisecondsAreOnePressAtTheFirst()
    {
        var isDown = false;
        foreach (var at in new[] { 100, 104, 109, 113, 118 }) Assert.False(_contact.OnEdge(at, isDown = !isDown));

        Assert.Equal(138, _contact.Deadline);
        Assert.True(_contact.Settle(isDown: true));
        Assert.Equal(100, _contact.ChangedAt);
        Assert.Equal(long.MaxValue, _contact.Deadline);
    }

    [Fact]
    public void AGlitchIsNothing()
    {
        _contact.OnEdge(100, isDown: true);
        _contact.OnEdge(101, isDown: false);

        Assert.False(_contact.Settle(isDown: false));
        Assert.False(_contact.IsDown);
    }

    [Fact]
    public void ALostEdgeIsMadeGoodByTheLevel()
    {
        _contact.OnEdge(100, isDown: true);
        Assert.True(_contact.Settle(isDown: true));

        // Of the release one edge of three arrived.
        _contact.OnEdge(300, isDown: true);
        Assert.True(_contact.Settle(isDown: false));
    }

    [Fact]
    public void AContactThatNeverKeepsStillIsLookedAt()
    {
        for (var at = 0; at < 1000; at += 5) _contact.OnEdge(at, at % 10 == 0);

        Assert.Equal(100, _contact.Deadline);
    }

    [Fact]
    public void APressThatNobodyLookedAtInTimeCountsAllTheSame()
    {
        _contact.OnEdge(100, isDown: true);

        Assert.True(_contact.OnEdge(160, isDown: false));
        Assert.Equal((true, 100L), (_contact.IsDown, _contact.ChangedAt));
        Assert.True(_contact.Settle(isDown: false));
        Assert.Equal(160, _contact.ChangedAt);
    }
}
