namespace MusicGen.Training.Tests;

public sealed class QuantiserTests
{
    [Fact]
    public void EachRowHasItsOwnScale()
    {
        var quantised = Quantiser.Quantise([1f, -0.5f, 100f, 25f], rows: 2);

        Assert.Equal([1f / 127, 100f / 127], quantised.Scales);
        Assert.Equal([127, -64, 127, 32], quantised.Values);
    }

    [Fact]
    public void NoWeightIsOffByMoreThanHalfAStep()
    {
        var random = new Random(4);
        var weights = Enumerable.Range(0, 64 * 100).Select(_ => (float)(random.NextDouble() * 6 - 3)).ToArray();

        var quantised = Quantiser.Quantise(weights, rows: 64);

        for (var i = 0; i < weights.Length; i++)
        {
            var scale = quantised.Scales[i / 100];
            Assert.InRange(Math.Abs(weights[i] - quantised.Values[i] * scale), 0, scale * 0.5001f);
        }
    }

    [Fact]
    public void ARowOfZerosStaysZeroAndFinite()
    {
        var quantised = Quantiser.Quantise([0f, 0f, 1e-40f, -1e-40f], rows: 2);

        Assert.All(quantised.Values, value => Assert.Equal(0, value));
        Assert.All(quantised.Scales, scale => Assert.Equal(1, scale));
    }

    [Fact]
    public void TransposedValuesLieAroundTheirZero()
    {
        var quantised = Quantiser.Quantise([127f, -127f, 0f, 127f, 1f, 2f], rows: 2);

        Assert.Equal([255, 255, 1, 129, 128, 130], quantised.TransposedUnsigned());
    }

    [Fact]
    public void AMatrixThatDoesNotDivideIntoItsRowsIsRefused() =>
        Assert.Throws<ArgumentException>(() => Quantiser.Quantise(new float[7], rows: 2));
}
