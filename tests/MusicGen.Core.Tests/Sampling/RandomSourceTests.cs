namespace MusicGen.Core.Tests.Sampling;

public sealed class RandomSourceTests
{
    // Reference of Blackman and Vigna: xoshiro256** from the state 1, 2, 3, 4.
    [Fact]
    public void StreamIsThatOfThePublishedGenerator()
    {
        var random = new RandomSource(0) { State = new RandomState(1, 2, 3, 4) };

        var bits = Enumerable.Range(0, 6).Select(_ => random.NextBits());

        Assert.Equal([11520, 0, 1509978240, 1215971899390074240, 1216172134540287360, 607988272756665600], bits);
    }

    // SplitMix64 from 0 begins with these four numbers.
    [Fact]
    public void SeedingIsThatOfSplitMix()
    {
        Assert.Equal(
            new RandomState(0xE220A8397B1DCDAF, 0x6E789E6AA1B965F4, 0x06C45D188009454F, 0xF88BB8A8724C81EC),
            new RandomSource(0).State);
    }

    [Fact]
    public void EqualSeedsGiveEqualStreamsAndOthersDoNot()
    {
        double[] Draw(long seed)
        {
            var random = new RandomSource(seed);
            return [.. Enumerable.Range(0, 50).Select(_ => random.NextDouble())];
        }

        Assert.Equal(Draw(7), Draw(7));
        Assert.NotEqual(Draw(7), Draw(8));
        Assert.NotEqual(Draw(7), Draw(-7));
    }

    [Fact]
    public void StateGoesBack()
    {
        var random = new RandomSource(3);
        random.NextBits();
        var state = random.State;
        var first = random.NextBits();

        random.State = state;

        Assert.Equal(first, random.NextBits());
    }

    [Fact]
    public void NumbersLieEvenlyBelowOne()
    {
        var random = new RandomSource(11);
        var numbers = Enumerable.Range(0, 100_000).Select(_ => random.NextDouble()).ToArray();

        Assert.All(numbers, n => Assert.InRange(n, 0, 1 - 1e-17));
        Assert.InRange(numbers.Average(), 0.497, 0.503);
        for (var tenth = 0; tenth < 10; tenth++)
            Assert.InRange(numbers.Count(n => (int)(n * 10) == tenth), 9_600, 10_400);
    }
}
