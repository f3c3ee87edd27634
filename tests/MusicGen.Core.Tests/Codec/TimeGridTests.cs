namespace MusicGen.Core.Tests.Codec;

public sealed class TimeGridTests
{
    public static TheoryData<TimeBase> Bases => [TimeBase.Performed, TimeBase.Metric];

    [Theory]
    [MemberData(nameof(Bases))]
    public void BinsCoverAllCellsOnceInOrder(TimeBase timeBase)
    {
        var grid = TimeGrid.Of(timeBase);
        var cell = 0;
        for (var bin = 0; bin < grid.BinCount; bin++)
            for (var i = 0; i < grid.WidthCells(bin); i++) Assert.Equal(bin, grid.BinOf(cell++));

        Assert.Equal(grid.CellCount, cell);
    }

    [Theory]
    [MemberData(nameof(Bases))]
    public void CellOfABinLiesInItAndComesBack(TimeBase timeBase)
    {
        var grid = TimeGrid.Of(timeBase);
        for (var bin = 0; bin < grid.BinCount; bin++) Assert.Equal(bin, grid.BinOf(grid.CellOf(bin)));
    }

    [Fact]
    public void PerformedGridIsFineNearZeroAndReachesSixteenSeconds()
    {
        var grid = TimeGrid.Performed;

        Assert.Equal((147, 1600), (grid.BinCount, grid.CellCount));
        Assert.Equal(Enumerable.Range(0, 50), Enumerable.Range(0, 50).Select(c => grid.BinOf(c)));
        Assert.Equal([1, 1, 2, 5, 10, 25, 50], new[] { 0, 49, 50, 100, 200, 400, 800 }.Select(c => grid.WidthCells(grid.BinOf(c))));
    }

    [Fact]
    public void MetricGridIsFineForTwoQuartersAndReachesSixteen()
    {
        var grid = TimeGrid.Metric;

        Assert.Equal((96, 384), (grid.BinCount, grid.CellCount));
        Assert.Equal([1, 1, 2, 6, 24], new[] { 0, 47, 48, 96, 192 }.Select(c => grid.WidthCells(grid.BinOf(c))));
    }

    [Fact]
    public void TimesOutsideAreClamped()
    {
        var grid = TimeGrid.Performed;

        Assert.Equal(0, grid.BinOf(-5));
        Assert.Equal(grid.BinCount - 1, grid.BinOf(long.MaxValue));
    }
}
