namespace MusicGen.Edge.Tests;

/// <summary>The stream to the device when the device is faster than the music.</summary>
[Collection(OpenAlCollection.Name)]
public sealed class OpenAlOutputTests
{
    [EngineFact(Needs.NullAudio)]
    public void OutputThatRanDryCountsItOnceAndHoldsTheMusicBackAgain()
    {
        // So few frames that the device's first update takes them all.
        var format = new AudioFormat(48_000, 16, 2);
        using var output = new OpenAlOutput(null, format);
        var silence = new short[2 * format.PeriodFrames];
        Fill(output, silence, format.PeriodCount);

        var ranDry = SpinWait.SpinUntil(() => output.HasRoom() && output.UnderrunCount > 0, TimeSpan.FromSeconds(20));
        var underruns = output.UnderrunCount;
        var taken = Fill(output, silence, atMost: 100);

        Assert.True(ranDry);
        Assert.Equal(1, underruns);
        Assert.InRange(taken, format.PeriodCount, 99);
    }

    private static int Fill(OpenAlOutput output, short[] period, int atMost)
    {
        var taken = 0;
        for (; taken < atMost && output.HasRoom(); taken++) output.Queue(period);
        return taken;
    }
}
