namespace MusicGen.Training.Tests;

public sealed class DuplicateFinderTests
{
    [Fact]
    public void TransposedRetimedAndCutVersionsAreOneWork()
    {
        var original = Tunes.Walk("a", 1, notes: 300);
        Piece[] pieces =
        [
            original,
            Tunes.Walk("other", 2, notes: 300),
            Tunes.Walk("transposed", 1, notes: 300, transpose: 3),
            Tunes.Walk("slower", 1, notes: 300, stepTicks: 400),
            new("cut", original.Notes.Take(200), original.Tempo),
        ];

        var groups = DuplicateFinder.Group(pieces);

        Assert.Equal(groups[0], groups[2]);
        Assert.Equal(groups[0], groups[3]);
        Assert.Equal(groups[0], groups[4]);
        Assert.NotEqual(groups[0], groups[1]);
    }

    [Fact]
    public void PiecesThatShareOnlyScalesAreDifferentWorks()
    {
        var run = Enumerable.Range(0, 100).Select(i => new Note(i * 100, 90, (byte)(40 + i % 40), 80));
        var a = new Piece("a", run.Concat(Tunes.Walk("x", 1).Notes.Select(n => n with { OnsetTicks = n.OnsetTicks + 10_100 })), PieceTempo.Performed);
        var b = new Piece("b", run.Concat(Tunes.Walk("y", 2).Notes.Select(n => n with { OnsetTicks = n.OnsetTicks + 10_100 })), PieceTempo.Performed);

        var groups = DuplicateFinder.Group([a, b]);

        Assert.NotEqual(groups[0], groups[1]);
    }

    [Fact]
    public void TheNotesHashIgnoresNamesAndSeesNotes()
    {
        Assert.Equal(DuplicateFinder.NotesHash(Tunes.Walk("a", 1)), DuplicateFinder.NotesHash(Tunes.Walk("b", 1)));
        Assert.NotEqual(DuplicateFinder.NotesHash(Tunes.Walk("a", 1)), DuplicateFinder.NotesHash(Tunes.Walk("a", 2)));
    }
}
