namespace MusicGen.Core.Tests.Codec;

public sealed class BarPositionsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(19, 1)]
    [InlineData(20, 2)]
    [InlineData(1919, 96)]
    [InlineData(1920, 1)]
    public void WithoutAMetreBarsAreFourQuarters(long ticks, int value) => Assert.Equal(value, BarPositions.ValueAt(ticks, []));

    [Fact]
    public void BarsCountFromTheChangeOfMetre()
    {
        MetreChange[] metres = [new(0, 3, 4), new(1440, 6, 8), new(5000, 2, 2)];

        Assert.Equal(1, BarPositions.ValueAt(1440, metres));
        Assert.Equal(72, BarPositions.ValueAt(1439, metres));
        Assert.Equal(1, BarPositions.ValueAt(2880, metres));
        Assert.Equal(3, BarPositions.ValueAt(5040, metres));
    }

    [Fact]
    public void VeryLongBarsEndInOneValue() =>
        Assert.Equal(193, BarPositions.ValueAt(8000, [new MetreChange(0, 20, 4)]));
}
