namespace MusicGen.Training.Tests;

/// <summary>The promise: after a tenth of the work the time left is right within a fifth, on clocks made up here.</summary>
public sealed class TimeLeftTests
{
    [Theory]
    [InlineData("even")]
    [InlineData("slow start")]
    [InlineData("pauses")]
    [InlineData("uneven pieces")]
    public void AfterATenthTheTimeLeftIsTrueWithinAFifth(string kind)
    {
        var pace = PaceOf(kind);
        var total = pace.Sum();
        var left = new TimeLeft();
        left.Update(0, 0);
        var seconds = 0.0;
        for (var i = 0; i < pace.Length; i++)
        {
            seconds += pace[i];
            var said = left.Update(seconds, (i + 1.0) / pace.Length);
            // Near the end a fifth of what is left is less than one piece of work takes.
            if (seconds > total / 10 && total - seconds > total / 50)
                Assert.InRange(said, (total - seconds) * 0.8 - pace.Max(), (total - seconds) * 1.2 + pace.Max());
        }

        Assert.Equal(0, left.Update(seconds, 1));
    }

    [Fact]
    public void ResumedWorkIsJudgedByWhatIsDoneNow()
    {
        var left = new TimeLeft();
        left.Update(0, 0.5);

        Assert.Equal(40, left.Update(10, 0.6), 6);
    }

    [Fact]
    public void NothingIsSaidBeforeThereIsSomethingToSay()
    {
        var left = new TimeLeft();

        Assert.Equal("?", TimeLeft.Text(left.Update(0, 0)));
        Assert.Equal("?", TimeLeft.Text(left.Update(5, 0)));
        Assert.Equal("1:02:03", TimeLeft.Text(3723));
        Assert.Equal("0:09", TimeLeft.Text(9.4));
    }

    [Fact]
    public void ALineTellsHowMuchHowFastAndHowLong()
    {
        var clock = new HandClock();
        var log = new StringWriter();
        var progress = new WorkProgress(log, 100, 0, clock);

        clock.Advance(11);
        progress.Done(20, "read {0} of {1} files");
        progress.Done(21, "read {0} of {1} files");

        Assert.Equal("read 20 of 100 files  1.8/s  0:11 so far, 0:44 left", log.ToString().Trim());
    }

    [Fact]
    public void InATerminalThePanelTakesThePlaceOfTheOneBefore()
    {
        var log = new StringWriter();
        var line = new ProgressLine(log, isLive: true);

        line.Show(["a", "b"], "first");
        line.Show(["c", "d"], "second");
        line.End();

        Assert.Contains("\u001b[2A", log.ToString());
        Assert.DoesNotContain("\u001b[2A", log.ToString()[..log.ToString().IndexOf("first", StringComparison.Ordinal)]);
        Assert.EndsWith("\n", log.ToString());
    }

    [Fact]
    public void TheCurveIsDrawnWithLetters()
    {
        var train = new Curve("training", [.. Enumerable.Range(0, 100).Select(i => (i / 100.0, 20 - i * 0.08))]);
        var validation = new Curve("validation", [(0.5, 17.0), (0.99, 13.0)]) { Best = (0.99, 13, "best 13.00") };

        var rows = TerminalPlot.Draw([train, validation], "note", 60, 10);

        Assert.All(rows, row => Assert.InRange(row.Length, 10, 60));
        Assert.Contains("best 13.000", rows[0]);
        Assert.Single(rows.Skip(1), row => row.Contains('◆'));
        Assert.Single(rows.Skip(1), row => row.Contains('●'));
        Assert.Contains("0.99 million notes", rows[^1]);
    }

    private static double[] PaceOf(string kind)
    {
        var random = new SplitMix(3);
        return [.. Enumerable.Range(0, 1000).Select(i => kind switch
        {
            "slow start" => i < 20 ? 3.0 : 1.0,
            "pauses" => i % 25 == 24 ? 6.0 : 1.0,
            "uneven pieces" => 0.2 + random.Below(100) * 0.016,
            _ => 1.0,
        })];
    }

    private sealed class HandClock : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => _ticks;

        public void Advance(double seconds) => _ticks += (long)(seconds * 1000);
    }
}
