namespace MusicGen.Core.Tests.Playing;

public sealed class LimiterTests
{
    [Theory]
    [InlineData(0.97, 1)]
    [InlineData(0.97, 20)]
    [InlineData(0.5, 3)]
    [InlineData(0.05, 1000)]
    public void NoSampleExceedsTheCeiling(double ceiling, double level)
    {
        var random = new Random(1);
        var (left, _) = Play(
            f => (float)(level * (random.NextDouble() * 2 - 1) * (f / 3000 % 3 == 0 ? 1 : 0.01)), 200_000, new PlayerOptions { Ceiling = ceiling });

        Assert.All(left, s => Assert.InRange(Math.Abs(s), 0, (float)ceiling));
        Assert.True(left.Max() > ceiling * 0.8);
    }

    [Fact]
    public void QuietSoundPassesBitForBitOneBlockLate()
    {
        static float Signal(long frame) => 0.7f * MathF.Sin(frame * 0.05f);

        var (left, player) = Play(Signal, 10_000, new PlayerOptions());

        Assert.All(left[..64], s => Assert.Equal(0, s));
        for (var i = 64; i < left.Length; i++) Assert.Equal(Signal(i - 64), left[i]);
        Assert.Equal(0, player.Counters.LimitedBlocks);
    }

    [Fact]
    public void LoudSoundComesBackToItselfAfterwards()
    {
        static float Signal(long frame) => (frame is > 5000 and < 6000 ? 5f : 0.5f) * MathF.Sin(frame * 0.05f);

        var (left, player) = Play(Signal, 100_000, new PlayerOptions());

        for (var i = 99_000; i < left.Length; i++) Assert.Equal(Signal(i - 64), left[i]);
        Assert.InRange(player.Counters.LimitedBlocks, 15, 18);
    }

    // A gain that jumped would show as a jump of the output where the input is smooth.
    [Fact]
    public void GainMovesWithoutAClick()
    {
        static float Signal(long frame) => (frame < 20_000 ? 0.5f : 3f) * MathF.Cos((frame - 20_000) * 0.002f) * (frame < 20_000 ? 1 : Math.Min(1, (frame - 20_000) / 2000f + 0.1667f));

        var (left, _) = Play(Signal, 60_000, new PlayerOptions());

        for (var i = 100; i < left.Length; i++) Assert.InRange(Math.Abs(left[i] - left[i - 1]), 0, 0.02f);
    }

    [Fact]
    public void BrokenSamplesAreSilence()
    {
        var (left, player) = Play(
            f => (f % 1000) switch { 7 => float.NaN, 8 => float.PositiveInfinity, 9 => -1e30f, _ => 0.1f }, 10_000, new PlayerOptions());

        Assert.All(left[64..], s => Assert.Contains(s, new[] { 0, 0.1f }));
        Assert.Equal(60, player.Counters.BrokenSamples, 6.0);
    }

    [Fact]
    public void VolumeIsReachedSmoothlyAndExactly()
    {
        var synthesizer = new RecordingSynthesizer { Signal = _ => 0.5f };
        var player = new Player(synthesizer, new NoteEventQueue(8), new PlayerOptions());
        var (left, right) = (new float[40_000], new float[40_000]);
        player.Render(left.AsSpan(0, 1000), right);

        player.Volume = 0.2;
        player.Render(left.AsSpan(1000), right);

        Assert.Equal(0.5f, left[999]);
        Assert.Equal(0.1f, left[^1]);
        for (var i = 200; i < left.Length; i++) Assert.InRange(left[i - 1] - left[i], -1e-6f, 0.001f);
        Assert.InRange(left[1000 + 4410], 0.1f, 0.2f);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(-1, 0)]
    [InlineData(9, 4)]
    public void VolumeIsClamped(double asked, double expected)
    {
        var player = new Player(new RecordingSynthesizer(), new NoteEventQueue(8), new PlayerOptions()) { Volume = asked };

        Assert.Equal(expected, player.Volume);
    }

    private static (float[] Left, Player Player) Play(Func<long, float> signal, int frames, PlayerOptions options)
    {
        var player = new Player(new RecordingSynthesizer { Signal = signal }, new NoteEventQueue(8), options);
        var (left, right) = (new float[frames], new float[frames]);
        player.Render(left, right);
        return (left, player);
    }
}
