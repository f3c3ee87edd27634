namespace MusicGen.Training.Tests;

public sealed class MusicStatisticsTests
{
    [Fact]
    public void EachNoteIsCountedWhereItBelongs()
    {
        Note[] notes = [new(0, 480, 60, 64), new(0, 240, 64, 64), new(480, 480, 67, 127), new(480, 480, 36, 100, Channel: 9)];

        var statistics = MusicStatistics.Of([new Piece("a", notes, PieceTempo.Constant(120))]);

        Assert.Equal((1, 4L, 1.0), (statistics.Pieces, statistics.Notes, statistics.Seconds));
        Assert.Equal([60, 64, 67], Used(statistics, "Pitch"));
        Assert.Equal([0, 4, 7], Used(statistics, "Pitch class"));
        Assert.Equal([24 + 3, 24 + 4], Used(statistics, "Interval"));
        Assert.Equal([1, 2], Used(statistics, "Polyphony"));
        Assert.Equal([16, 25, 31], Used(statistics, "Velocity"));
        Assert.Equal(50, Of(statistics, "Density").Percent(0), 6);
    }

    [Fact]
    public void TheSameMusicOverlapsWholly()
    {
        var (a, b) = (MusicStatistics.Of([Tunes.Walk("a", 1)]), MusicStatistics.Of([Tunes.Walk("a", 1), Tunes.Walk("a", 1)]));

        Assert.All(a.Histograms.Zip(b.Histograms), pair => Assert.Equal(1, Histogram.Overlap(pair.First, pair.Second), 9));
    }

    [Fact]
    public void OtherMusicOverlapsInPart()
    {
        var (low, high) = (MusicStatistics.Of([Tunes.Walk("a", 1)]), MusicStatistics.Of([Tunes.Walk("a", 1, transpose: 24)]));

        Assert.InRange(Histogram.Overlap(Of(low, "Pitch"), Of(high, "Pitch")), 0, 0.8);
        Assert.Equal(1, Histogram.Overlap(Of(low, "Interval"), Of(high, "Interval")), 9);
    }

    [Fact]
    public void FrequentRunsAreFoundInAnyKey()
    {
        var grams = NoteGrams.Of([Tunes.Scale("a"), Tunes.Scale("b", transpose: 5)]);

        Assert.Contains("+2 +2 +1 +2", grams.TopIntervals(20).Select(gram => gram.Name));
        Assert.Equal(20, grams.TopIntervals(20).Single(gram => gram.Name == "+2 +2 +1 +2").Count);
        Assert.Equal("C4 D4 E4", grams.TopPitches(40).First(gram => gram.Name.StartsWith("C4 D4")).Name);
    }

    [Fact]
    public void WhatComesBackIsDarkAwayFromTheDiagonal()
    {
        var form = SelfSimilarity.Of(new Piece("form", Tunes.Scale("a").Notes, PieceTempo.Constant(60), [new MetreChange(0, 7, 4)]));

        Assert.True(form.IsBars);
        Assert.Equal(1, form.Values[0, 0], 6);
        Assert.InRange(form.Values[0, 2], 0.5, 1);
    }

    private static Histogram Of(MusicStatistics statistics, string title) => statistics.Histograms.Single(histogram => histogram.Title == title);

    private static IEnumerable<int> Used(MusicStatistics statistics, string title) => Of(statistics, title).Weights.Select((weight, bin) => (weight, bin)).Where(entry => entry.weight > 0).Select(entry => entry.bin);
}
