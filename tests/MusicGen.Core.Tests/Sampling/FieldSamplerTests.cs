namespace MusicGen.Core.Tests.Sampling;

public sealed class FieldSamplerTests
{
    public static TheoryData<double, int, double> Settings => new()
    {
        { 1, 0, 1 }, { 0.7, 0, 1 }, { 1.6, 0, 1 }, { 1, 1, 1 }, { 1, 7, 1 }, { 1.2, 40, 1 }, { 1, 500, 1 },
        { 1, 0, 0.9 }, { 1, 0, 0.5 }, { 0.8, 0, 0.99 }, { 1, 0, 0.01 }, { 1, 0, 0 }, { 0.9, 20, 0.8 }, { 0, 0, 1 }, { 0, 5, 0.5 },
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void DistributionIsThatOfTheReference(double temperature, int topK, double topP)
    {
        var settings = new FieldSampling(temperature, topK, topP);
        var random = new Random(5);
        for (var trial = 0; trial < 200; trial++)
        {
            var count = random.Next(1, 160);
            var logits = Logits(random, count, scale: random.Next(1, 8));
            bool[] allowed = trial % 2 == 0 ? [] : [.. logits.Select((_, i) => i == 0 || random.Next(3) > 0)];

            var expected = Reference(logits, settings, allowed);
            var found = new float[count];
            new FieldSampler(count).Distribution(logits, settings, allowed, found);

            for (var i = 0; i < count; i++)
                Assert.True(Math.Abs(expected[i] - found[i]) < 2e-6, $"trial {trial}, value {i} of {count}: {expected[i]} expected, {found[i]} found");
        }
    }

    [Fact]
    public void TopKKeepsExactlyKAmongEqualLogitsTheLowerFirst()
    {
        var found = new float[10];

        new FieldSampler(10).Distribution(new float[10], new FieldSampling(1, 4), [], found);

        Assert.Equal([0.25f, 0.25f, 0.25f, 0.25f, 0, 0, 0, 0, 0, 0], found);
    }

    [Fact]
    public void NucleusIsTheSmallestSetThatReachesItsShare()
    {
        float[] logits = [MathF.Log(0.1f), MathF.Log(0.5f), MathF.Log(0.25f), MathF.Log(0.15f)];
        var found = new float[4];

        new FieldSampler(4).Distribution(logits, new FieldSampling(1, 0, 0.7), [], found);

        Assert.Equal([0, 0.6667f, 0.3333f, 0], found.Select(p => MathF.Round(p, 4)));
    }

    [Fact]
    public void DrawsFollowTheDistribution()
    {
        var random = new Random(2);
        var logits = Logits(random, 20, 2);
        var settings = new FieldSampling(0.9, 12, 0.95);
        var sampler = new FieldSampler(20);
        var probabilities = new float[20];
        sampler.Distribution(logits, settings, [], probabilities);
        var source = new RandomSource(17);
        const int Draws = 200_000;

        var counts = new int[20];
        for (var i = 0; i < Draws; i++) counts[sampler.Draw(logits, settings, [], source)]++;

        for (var i = 0; i < 20; i++)
        {
            var deviation = Math.Sqrt(Draws * probabilities[i] * (1 - probabilities[i]));
            Assert.InRange(counts[i], Draws * probabilities[i] - 4.5 * deviation, Draws * probabilities[i] + 4.5 * deviation);
        }
    }

    [Fact]
    public void MaskHoldsInEveryDraw()
    {
        var random = new Random(3);
        var sampler = new FieldSampler(150);
        var source = new RandomSource(3);
        for (var draw = 0; draw < 10_000; draw++)
        {
            var count = random.Next(1, 151);
            var logits = Logits(random, count, 6);
            var allowed = logits.Select(_ => random.Next(10) == 0).ToArray();
            allowed[random.Next(count)] = true;
            if (draw % 5 == 0) logits[random.Next(count)] = float.NaN;
            if (draw % 7 == 0) logits[random.Next(count)] = float.PositiveInfinity;
            var settings = new FieldSampling(random.Next(4) * 0.5, random.Next(3) * 5, random.Next(2) == 0 ? 1 : random.NextDouble());

            var value = sampler.Draw(logits, settings, allowed, source);

            Assert.InRange(value, 0, count - 1);
            Assert.True(allowed[value]);
        }
    }

    [Fact]
    public void NothingAllowedIsMinusOne()
    {
        var sampler = new FieldSampler(4);

        Assert.Equal(-1, sampler.Draw(new float[4], FieldSampling.Full, new bool[4], new RandomSource(1)));
        Assert.Equal(-1, sampler.Draw(new float[4], FieldSampling.Greedy, new bool[4], new RandomSource(1)));
    }

    [Fact]
    public void GreedyTakesTheBestAllowedAndNoRandomNumber()
    {
        var source = new RandomSource(1);
        var before = source.State;

        var value = new FieldSampler(5).Draw([1, 9, 3, 5, 5], FieldSampling.Greedy, [true, false, true, true, true], source);

        Assert.Equal(3, value);
        Assert.Equal(before, source.State);
    }

    [Fact]
    public void NumbersThatAreNoneAreNeverDrawnBesideOthers()
    {
        float[] logits = [float.NaN, 0, float.NegativeInfinity, 0, float.NaN];
        var sampler = new FieldSampler(5);
        var source = new RandomSource(4);

        for (var i = 0; i < 1000; i++) Assert.Contains(sampler.Draw(logits, FieldSampling.Full, [], source), new[] { 1, 3 });
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void NothingButBrokenNumbersIsDrawnEvenlyAmongTheAllowed(float broken)
    {
        var sampler = new FieldSampler(4);
        var source = new RandomSource(4);
        var counts = new int[4];

        for (var i = 0; i < 3000; i++) counts[sampler.Draw([broken, broken, broken, broken], FieldSampling.Full, [true, false, true, true], source)]++;

        Assert.Equal(0, counts[1]);
        Assert.All(new[] { counts[0], counts[2], counts[3] }, c => Assert.InRange(c, 850, 1150));
    }

    [Fact]
    public void InfiniteLogitWins()
    {
        var sampler = new FieldSampler(3);

        Assert.Equal(1, sampler.Draw([3, float.PositiveInfinity, 5], FieldSampling.Full, [], new RandomSource(9)));
        Assert.Equal(1, sampler.Draw([3, float.PositiveInfinity, 5], FieldSampling.Greedy, [], new RandomSource(9)));
    }

    [Theory]
    [InlineData(1e-300)]
    [InlineData(double.Epsilon)]
    public void VanishingTemperatureIsAsGoodAsGreedy(double temperature) =>
        Assert.Equal(2, new FieldSampler(3).Draw([1, 2, 2.001f], new FieldSampling(temperature), [], new RandomSource(9)));

    [Fact]
    public void DrawingDoesNotAllocate()
    {
        var sampler = new FieldSampler(150);
        var logits = Logits(new Random(1), 150, 3);
        var source = new RandomSource(1);
        void Draw()
        {
            for (var i = 0; i < 2000; i++) sampler.Draw(logits, new FieldSampling(0.9, 40, 0.9), [], source);
        }

        Assert.Equal(0, Allocation.BytesOf(Draw, Draw));
    }

    private static float[] Logits(Random random, int count, double scale) =>
        [.. Enumerable.Range(0, count).Select(_ => (float)((random.NextDouble() + random.NextDouble() + random.NextDouble() - 1.5) * scale))];

    // The plain way, in double precision: sort, cut, normalise.
    private static double[] Reference(float[] logits, FieldSampling settings, bool[] allowed)
    {
        var can = Enumerable.Range(0, logits.Length).Where(i => allowed.Length == 0 || allowed[i]).OrderByDescending(i => logits[i]).ThenBy(i => i).ToList();
        var result = new double[logits.Length];
        if (settings.Temperature <= 0)
        {
            result[can[0]] = 1;
            return result;
        }

        if (settings.TopK > 0) can = [.. can.Take(settings.TopK)];
        var weights = can.Select(i => Math.Exp((logits[i] - logits[can[0]]) / settings.Temperature)).ToList();
        var target = weights.Sum() * settings.TopP;
        var kept = 0;
        for (double mass = 0; kept < can.Count && (kept == 0 || mass < target - 1e-12); kept++) mass += weights[kept];
        if (settings.TopP >= 1) kept = can.Count;
        var sum = weights.Take(kept).Sum();
        for (var i = 0; i < kept; i++) result[can[i]] = weights[i] / sum;
        return result;
    }
}
