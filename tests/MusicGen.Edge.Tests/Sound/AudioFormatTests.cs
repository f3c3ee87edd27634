namespace MusicGen.Edge.Tests;

public sealed class AudioFormatTests
{
    [Theory]
    [InlineData(48_000, 10, 448)]
    [InlineData(44_100, 10, 384)]
    [InlineData(48_000, 40, 1920)]
    [InlineData(48_000, 2, 64)]
    [InlineData(44_100, 1, 64)]
    public void PeriodIsOfWholeBlocksAndNotLongerThanAskedFor(int rate, int milliseconds, int expected)
    {
        var format = AudioFormat.From(new EdgeOptions { SampleRateHz = rate, PeriodMilliseconds = milliseconds });

        Assert.Equal(expected, format.PeriodFrames);
    }

    [Fact]
    public void KeyIsInTheFirstFrameOfTheNextPeriod()
    {
        var format = AudioFormat.From(new EdgeOptions());
        var live = new NoteEventQueue(16);
        var player = new Player(new SilentSynthesizer(), new NoteEventQueue(16), new PlayerOptions { SampleRate = format.SampleRateHz }, live);
        var (left, right) = (new float[format.PeriodFrames], new float[format.PeriodFrames]);
        for (var period = 0; period < 20; period++)
        {
            var next = player.PlayedFrames;
            Assert.True(live.TryEnqueue(new NoteEvent(0, NoteEventKind.NoteOn, 0, (byte)(40 + period), 90, OwnerId: 1, Generation: 0)));

            player.Render(left, right);

            Assert.True(player.PlayedEvents.TryDequeue(out var played));
            Assert.Equal(next, played.Frame);
        }
    }
}
