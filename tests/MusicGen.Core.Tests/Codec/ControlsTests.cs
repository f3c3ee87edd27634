namespace MusicGen.Core.Tests.Codec;

public sealed class ControlsTests
{
    [Theory]
    [InlineData(0.01, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 4)]
    [InlineData(4, 6)]
    [InlineData(8, 8)]
    [InlineData(1000, 12)]
    public void DensityGoesUpHalfAnOctaveALevel(double notesPerSecond, int level) =>
        Assert.Equal(level, Controls.LevelOfWish(Controls.DensityWish(notesPerSecond)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(43.9, 1)]
    [InlineData(44, 2)]
    [InlineData(60, 6)]
    [InlineData(127, 12)]
    public void RegisterGoesUpFourSemitonesALevel(double pitch, int level) => Assert.Equal(level, Controls.LevelOfWish(Controls.RegisterWish(pitch)));

    [Theory]
    [InlineData(1, 1)]
    [InlineData(21, 2)]
    [InlineData(64, 6)]
    [InlineData(127, 12)]
    public void DynamicsGoUpNineALevel(double velocity, int level) => Assert.Equal(level, Controls.LevelOfWish(Controls.DynamicsWish(velocity)));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 3)]
    [InlineData(4, 5)]
    [InlineData(500, 12)]
    public void PolyphonyGoesUpHalfAnOctaveALevel(double sounding, int level) => Assert.Equal(level, Controls.LevelOfWish(Controls.PolyphonyWish(sounding)));

    [Fact]
    public void WindowIsMeasuredAsItIs()
    {
        // Four notes a second, two by two, each pair sounding until the next.
        var notes = Enumerable.Range(0, 32).Select(i => new Note(i / 2 * 500, 500, (byte)(60 + i % 2 * 12), 80)).ToArray();
        var levels = new int[4];

        Controls.Measure(notes, 1000, levels);

        Assert.Equal([Controls.LevelOfWish(Controls.DensityWish(31 / 7.5)), Controls.LevelOfWish(Controls.RegisterWish(66)), Controls.LevelOfWish(Controls.DynamicsWish(80)), Controls.LevelOfWish(Controls.PolyphonyWish(2))], levels);
    }

    [Fact]
    public void OneNoteAloneIsMeasuredToo()
    {
        var levels = new int[4];

        Controls.Measure([new Note(0, 100, 60, 80)], 1000, levels);

        Assert.All(levels, l => Assert.InRange(l, 1, Controls.Levels));
    }

    [Fact]
    public void WishLiesBetweenLevelsAndItsControlIsTheNearest()
    {
        Assert.Equal(6.8, Controls.RegisterWish(40 + 6.3 * 4), 9);
        Assert.Equal(6.3, Controls.PositionOf(Controls.RegisterWish(40 + 6.3 * 4)), 9);
        Assert.Equal([0, 1, 1, 6, 7, 12], new[] { 0, 0.3, 1.4, 6.4, 6.5, 12 }.Select(Controls.LevelOfWish));
    }
}
