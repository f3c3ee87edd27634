namespace MusicGen.Core.Tests;

public sealed class ScoreQuantiserTests
{
    [Fact]
    public void WhatIsOnTheGridStays()
    {
        Note[] notes = [new(0, 30, 60, 80), new(480, 160, 62, 80), new(640, 1280, 64, 80)];

        Assert.Equal(notes, ScoreQuantiser.Quantise(new Piece("grid", notes, PieceTempo.Constant(90))).Notes);
    }

    [Fact]
    public void EndsBesideTheGridAreMovedToIt()
    {
        var notes = Enumerable.Range(0, 20).Select(i => new Note(i * 480, 451 + i, 60, 80));

        var quantised = ScoreQuantiser.Quantise(new Piece("ends", notes, PieceTempo.Constant(90)));

        Assert.All(quantised.Notes, note => Assert.Contains(note.DurationTicks, new[] { 480L, 460L }));
    }

    [Theory]
    [InlineData(72)]
    [InlineData(96)]
    [InlineData(126)]
    public void BeatsOfAPlayedTuneAreFound(int bpm)
    {
        var (played, rhythm) = Played(bpm);

        var quantised = ScoreQuantiser.Quantise(played);
        var found = quantised.Notes.Zip(quantised.Notes.Skip(1), (a, b) => b.OnsetTicks - a.OnsetTicks).ToList();

        var agreement = new[] { 0.5, 1, 2 }.Max(scale => found.Zip(rhythm, (ticks, beats) => ticks == beats * 480 * scale ? 1.0 : 0).Average());
        Assert.True(agreement > 0.95, $"{agreement:P0} of the steps are right");
        Assert.InRange(quantised.DurationSeconds, played.DurationSeconds * 0.95, played.DurationSeconds * 1.05 + 3);
    }

    [Fact]
    public void AGivenMetreIsKept()
    {
        var (played, _) = Played(96);

        Assert.Equal([new MetreChange(0, 3, 4)], ScoreQuantiser.Quantise(played, new ScoreOptions { Metre = new MetreChange(0, 3, 4) }).Metres);
    }

    [Fact]
    public void OneNoteIsEnough() =>
        Assert.Equal(60, Assert.Single(ScoreQuantiser.Quantise(new Piece("one", [new Note(1234, 777, 60, 80)], PieceTempo.Performed)).Notes).Pitch);

    /// <summary>A tune of quarters, eighths and halves with slow rubato and some milliseconds of unevenness, in milliseconds.</summary>
    private static (Piece Piece, List<double> Rhythm) Played(int bpm)
    {
        double[] pattern = [1, 0.5, 0.5, 1, 1, 1, 1, 0.5, 0.5, 0.5, 0.5, 2, 2];
        var random = new RandomSource(bpm);
        var notes = new List<Note>();
        var rhythm = new List<double>();
        double beats = 0, seconds = 0.7;
        for (var i = 0; i < 200; i++)
        {
            var length = pattern[i % pattern.Length];
            var step = length * 60 / bpm * (1 + (0.04 * Math.Sin(beats / 9)));
            var milliseconds = (long)((seconds * 1000) + (random.NextDouble() * 16));
            notes.Add(new Note(milliseconds, (long)(step * 900), (byte)(60 + (i * 5 % 12)), (byte)(beats % 4 == 0 ? 100 : 70)));
            rhythm.Add(length);
            beats += length;
            seconds += step;
        }

        return (new Piece("played", notes, PieceTempo.Performed), rhythm);
    }
}
