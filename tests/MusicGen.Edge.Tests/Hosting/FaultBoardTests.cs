namespace MusicGen.Edge.Tests;

/// <summary>What of the box is not well: told once, cleared once.</summary>
public sealed class FaultBoardTests
{
    private readonly List<string> _said = [];

    [Fact]
    public void AFaultIsSaidOnceHoweverOftenItIsRaised()
    {
        var board = new FaultBoard(_said.Add);

        for (var i = 0; i < 3; i++) board.Raise("sound", "The audio device is gone.", "Plug it in.");

        Assert.Equal(["The audio device is gone. Plug it in."], _said);
        Assert.Equal([new Fault("sound", "The audio device is gone.", "Plug it in.")], board.Snapshot);
    }

    [Fact]
    public void AnotherSentenceTakesTheOldOnesPlace()
    {
        var board = new FaultBoard(_said.Add);
        board.Raise("a", "One.");
        board.Raise("b", "Two.");

        board.Raise("a", "Three.");

        Assert.Equal(["Three.", "Two."], board.Snapshot.Select(fault => fault.Sentence));
    }

    [Fact]
    public void ASnapshotStaysWhenTheFaultIsCleared()
    {
        var board = new FaultBoard(_said.Add);
        board.Raise("a", "One.");
        var before = board.Snapshot;

        Assert.True(board.Clear("a", "Well again."));
        Assert.False(board.Clear("a", "Well again."));

        Assert.Single(before);
        Assert.Empty(board.Snapshot);
        Assert.Equal(["One.", "Well again."], _said);
    }
}
