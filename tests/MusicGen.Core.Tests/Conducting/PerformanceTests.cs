namespace MusicGen.Core.Tests.Conducting;

public sealed class PerformanceTests
{
    private static readonly Vocabulary Performed = NoteCodec.CreateVocabulary(TimeBase.Performed);

    [Fact]
    public void SilenceBeforeTheFirstNoteIsLeftOutWhereSomebodyWaits()
    {
        Stage Begin(PerformanceOptions options)
        {
            var stage = new Stage(options);
            // Long shifts are likely.
            stage.Model.ShiftSlope = 0.5f;
            stage.Performance.ComposeAhead();
            return stage;
        }

        var patient = Begin(new PerformanceOptions { LeadTimeSeconds = 10 });
        var waiting = Begin(new PerformanceOptions { LeadTimeSeconds = 10, LongestOpeningSeconds = 0.05 });

        Assert.InRange(patient.Notes[0].OnsetFrame, 44_100 / 2, long.MaxValue);
        Assert.Equal(Math.Round(0.05 * 44_100), waiting.Notes[0].OnsetFrame);
        // From there on it is the same music.
        Assert.Equal(patient.Notes[1].OnsetFrame - patient.Notes[0].OnsetFrame, waiting.Notes[1].OnsetFrame - waiting.Notes[0].OnsetFrame, 1.0);
        Assert.Equal(patient.Notes[1].Note, waiting.Notes[1].Note);
    }

    [Fact]
    public void RenderPlaysWhatWasComposedAndEndsEveryNote()
    {
        var stage = new Stage(new PerformanceOptions { DurationSeconds = 20 });

        stage.RenderToEnd();

        Assert.True(stage.Synthesizer.Notes.Count > 100);
        Assert.Equal(0, stage.Synthesizer.SoundingCount);
        Assert.Equal(0, stage.Player.SoundingCount);
        AssertPlayedAsDecided(stage);
        Assert.InRange(stage.Player.PlayedFrames / 44_100.0, 19, 20.1);
    }

    [Fact]
    public void SameSeedSamePieceWhateverThePeriod()
    {
        var one = new Stage(new PerformanceOptions { DurationSeconds = 10 });
        var other = new Stage(new PerformanceOptions { DurationSeconds = 10 });

        one.RenderToEnd(period: 64);
        other.RenderToEnd(period: 1777);

        Assert.Equal(one.Performance.ToPiece("a").Notes, other.Performance.ToPiece("b").Notes);
        Assert.Equal(one.Synthesizer.Notes, other.Synthesizer.Notes);
    }

    [Fact]
    public void PieceIsInMillisecondsAsHeard()
    {
        var stage = new Stage(new PerformanceOptions { DurationSeconds = 5 }, steering: new Steering { TempoFactor = 2 });
        stage.RenderToEnd();

        var piece = stage.Performance.ToPiece("tune");

        Assert.Equal("tune", piece.Name);
        Assert.Equal(stage.Performance.Notes.Count, piece.Notes.Count);
        Assert.InRange(piece.DurationSeconds, 4, 5.001);
        for (var i = 0; i < piece.Notes.Count; i++)
        {
            var scheduled = stage.Performance.Notes[i];
            Assert.Equal(scheduled.OnsetFrame / 44.1, piece.Notes[i].OnsetTicks, 0.51);
            Assert.Equal(scheduled.Note.OnsetTicks / 2.0, piece.Notes[i].OnsetTicks, 1.01);
        }
    }

    [Fact]
    public void MetricPieceKeepsItsGrid()
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Metric);
        var stage = new Stage(new PerformanceOptions { DurationSeconds = 20 }, vocabulary, new ComposerOptions { Bpm = 96, MetreNumerator = 3 });
        stage.RenderToEnd();

        var piece = stage.Performance.ToPiece("tune");

        Assert.All(piece.Notes, n => Assert.Equal(0, n.OnsetTicks % 20));
        Assert.Equal(625_000, piece.Tempo.Changes.Single().MicrosecondsPerQuarter);
        Assert.Equal(3, piece.Metres.Single().Numerator);
    }

    [Fact]
    public void ComposingKeepsItsLeadAndNoMore()
    {
        var stage = new Stage(new PerformanceOptions { LeadTimeSeconds = 0.5 });
        for (var i = 0; i < 500; i++)
        {
            stage.Performance.ComposeAhead();
            var played = stage.Player.PlayedFrames;
            Assert.True(stage.Scheduler.HorizonFrames >= played + 22_050);
            var count = stage.Performance.Notes.Count;
            Assert.True(stage.Performance.Notes[count - 2].OnsetFrame < played + 22_050 + 1024, "one note at most beyond the lead");
            stage.Render(1024);
        }

        Assert.Equal(0, stage.Player.Counters.Late);
    }

    [Fact]
    public void PiecesFollowOneAnotherAfterABreath()
    {
        var stage = new Stage(new PerformanceOptions { BreathSeconds = 2 }, composer: new ComposerOptions { MaximumPieceNotes = 30 });

        stage.RenderFor(60);

        Assert.True(stage.Performance.PieceCount >= 4);
        var notes = stage.Notes;
        for (var piece = 1; piece < stage.Performance.PieceCount - 1; piece++)
        {
            var end = notes[..(piece * 30)].Max(n => n.EndFrame);
            Assert.InRange((notes[piece * 30].OnsetFrame - end) / 44_100.0, 2, 10.1);
        }
    }

    [Fact]
    public void OnePieceAloneIsDoneWhenItsLastNoteHasEnded()
    {
        var stage = new Stage(new PerformanceOptions { IsEndless = false }, composer: new ComposerOptions { MaximumPieceNotes = 30 });

        stage.RenderToEnd();

        Assert.Equal(30, stage.Notes.Length);
        AssertPlayedAsDecided(stage);
        Assert.InRange(stage.Player.PlayedFrames - stage.Notes.Max(n => n.EndFrame), 0, 4096);
    }

    [Fact]
    public void ModelThatEndsAtOnceDoesNotHang()
    {
        var stage = new Stage(new PerformanceOptions { BreathSeconds = 0 }, composer: new ComposerOptions { MinimumPieceNotes = 0 }, endBias: 1000);

        stage.RenderFor(5);

        Assert.Empty(stage.Notes);
        Assert.InRange(stage.Performance.PieceCount, 4, 8);
    }

    [Fact]
    public void StopLetsSoundingNotesEndAndNoOthersBegin()
    {
        var stage = new Stage(new PerformanceOptions());
        stage.RenderFor(5);
        var stopped = stage.Player.PlayedFrames;

        stage.Performance.Stop();
        stage.RenderToEnd();

        Assert.Equal(0, stage.Synthesizer.SoundingCount);
        Assert.All(stage.Notes, n => Assert.True(n.OnsetFrame < stopped + 0.05 * 44_100));
        AssertPlayedAsDecided(stage);
    }

    [Fact]
    public void SteeringIsHeardWithinATenthOfASecondAndDecidedNotesGo()
    {
        var stage = new Stage(new PerformanceOptions { LeadTimeSeconds = 2 });
        stage.RenderFor(5);
        var changed = stage.Player.PlayedFrames;

        stage.Performance.Steer(new Steering { LowestPitch = 60, HighestPitch = 64 });
        stage.RenderFor(5);
        stage.Performance.Stop();
        stage.RenderToEnd();

        var margin = (long)(0.05 * 44_100);
        Assert.All(stage.Notes.Where(n => n.OnsetFrame >= changed + margin), n => Assert.InRange(n.Note.Pitch, 60, 64));
        Assert.Contains(stage.Notes, n => n.OnsetFrame >= changed + margin && n.OnsetFrame < changed + margin + 44_100);
        Assert.True(stage.Player.Counters.Dropped > 0);
        AssertPlayedAsDecided(stage);
    }

    [Fact]
    public void ChangeOfMindWithoutChangeComposesTheSameNotesAgain()
    {
        var plain = new Stage(new PerformanceOptions { DurationSeconds = 12 });
        var stage = new Stage(new PerformanceOptions { DurationSeconds = 12 });
        plain.RenderToEnd();

        for (var i = 0; i < 10; i++)
        {
            stage.RenderFor(1);
            stage.Performance.Steer(Steering.None);
        }

        stage.RenderToEnd();

        Assert.Equal(plain.Notes.Select(n => n.Note), stage.Notes.Select(n => n.Note));
        for (var i = 0; i < plain.Notes.Length; i++) Assert.InRange(stage.Notes[i].OnsetFrame - plain.Notes[i].OnsetFrame, -1, 1);
        AssertPlayedAsDecided(stage);
    }

    [Fact]
    public void TempoFollowsSteeringFromTheLastNoteOn()
    {
        var stage = new Stage(new PerformanceOptions());
        stage.RenderFor(5);
        var changed = stage.Player.PlayedFrames + (long)(0.05 * 44_100);
        stage.Performance.Steer(new Steering { TempoFactor = 0.5 });
        stage.RenderFor(10);

        var after = stage.Notes.Where(n => n.OnsetFrame >= changed).ToArray();

        for (var i = 1; i < after.Length; i++)
        {
            Assert.Equal(
                (after[i].Note.OnsetTicks - after[i - 1].Note.OnsetTicks) * 88.2, after[i].OnsetFrame - after[i - 1].OnsetFrame, 1.5);
        }
    }

    [Fact]
    public void UnheardSeedConditionsAndTheMusicBeginsAtOnce()
    {
        var seed = Seed();
        var stage = new Stage(new PerformanceOptions { Seed = seed });

        stage.RenderFor(5);

        Assert.All(stage.Notes, n => Assert.True(n.NoteIndex >= 0));
        Assert.InRange(stage.Notes[0].OnsetFrame, 0, 8 * 44_100);
        Assert.Equal(seed.Length, stage.Model.Seen!.FindIndex(i => i[..4].SequenceEqual(LastSeedValues(stage, seed))));
    }

    [Fact]
    public void HeardSeedIsPlayedThenContinued()
    {
        var seed = Seed();
        var stage = new Stage(
            new PerformanceOptions { Seed = seed, IsSeedHeard = true, DurationSeconds = 20 }, composer: new ComposerOptions { Program = 11 });

        stage.RenderFor(1);
        stage.Performance.Steer(Steering.None);
        stage.RenderToEnd();

        var heard = stage.Notes.Take(seed.Length).ToArray();
        Assert.Equal(seed.Select(n => (n.OnsetTicks, n.Pitch, n.Velocity)), heard.Select(n => (n.Note.OnsetTicks, n.Note.Pitch, n.Note.Velocity)));
        Assert.All(heard, n => Assert.Equal(11, n.Note.Program));
        Assert.Equal(Enumerable.Range(0, stage.Notes.Length - seed.Length).Select(i => (long)i), stage.Notes.Skip(seed.Length).Select(n => n.NoteIndex));
        AssertPlayedAsDecided(stage);
    }

    [Fact]
    public void SecondPerformanceTakesOverFromTheFirst()
    {
        var stage = new Stage(new PerformanceOptions { LeadTimeSeconds = 1 });
        stage.RenderFor(5);
        var taken = stage.Player.PlayedFrames;

        stage.Begin(new PerformanceOptions { DurationSeconds = 3 }, new ComposerOptions { Steering = new Steering { LowestPitch = 100, HighestPitch = 110 } });
        stage.RenderToEnd();

        Assert.All(stage.Notes.Where(n => n.OnsetFrame >= taken), n => Assert.InRange(n.Note.Pitch, 100, 110));
        Assert.Equal(taken, stage.Performance.StartFrame);
        Assert.True(stage.Performance.ToPiece("second").DurationSeconds <= 3.001);
        AssertPlayedAsDecided(stage);
    }

    [Fact]
    public void LateComposerStretchesAndNeverBursts()
    {
        var stage = new Stage(new PerformanceOptions());
        stage.RenderFor(3);
        stage.Render(3 * 44_100);
        var resumed = stage.Player.PlayedFrames;

        stage.RenderFor(5);

        Assert.Equal(1, stage.Scheduler.StretchCount);
        Assert.InRange(stage.Scheduler.StretchedFrames, 2 * 44_100, 3 * 44_100);
        var onsets = stage.Synthesizer.Notes.Where(n => n.Velocity > 0 && n.Block * 64 >= resumed).Select(n => n.Block).ToArray();
        Assert.NotEmpty(onsets);
        Assert.True(onsets.GroupBy(b => b).Max(g => g.Count()) <= 6, "a burst");
    }

    [Fact]
    public void ManyChangesOfMindLeaveNoNoteHanging()
    {
        var random = new Random(12);
        var stage = new Stage(new PerformanceOptions { LeadTimeSeconds = 1 });
        for (var i = 0; i < 300; i++)
        {
            stage.RenderFor(random.NextDouble() * 0.3);
            stage.Performance.Steer(new Steering
            {
                LowestPitch = random.Next(40, 70),
                HighestPitch = random.Next(75, 100),
                TempoFactor = 0.5 + random.NextDouble() * 2,
                MaxPolyphony = random.Next(1, 20),
                MaxNoteSeconds = 0.1 + random.NextDouble() * 8,
                Density = random.Next(13),
            });
        }

        stage.Performance.Stop();
        stage.RenderToEnd();

        Assert.Equal(0, stage.Synthesizer.SoundingCount);
        Assert.Equal(stage.Synthesizer.Notes.Count(n => n.Velocity > 0), stage.Synthesizer.Notes.Count(n => n.Velocity == 0));
        AssertPlayedAsDecided(stage, checkEnds: false);
    }

    [Fact]
    public void PlayingAllocatesNothingOnceItRuns()
    {
        var stage = new Stage(new PerformanceOptions());
        stage.Model.Seen = null;
        void Play()
        {
            for (var i = 0; i < 3000; i++)
            {
                stage.Performance.ComposeAhead();
                stage.Render(512);
                while (stage.Player.PlayedEvents.TryDequeue(out _))
                {
                }
            }
        }

        Assert.Equal(0, Allocation.BytesOf(Play, Play));
        Assert.True(stage.Composer.NextIndex > 200);
    }

    [Fact]
    public async Task ComposerAndAudioOnTwoThreadsEndEveryNote()
    {
        var stage = new Stage(new PerformanceOptions { LeadTimeSeconds = 1 });
        stage.Model.Seen = null;
        var composing = Task.Run(() =>
        {
            while (!stage.Performance.IsDone)
                if (!stage.Performance.ComposeAhead()) Thread.Yield();
        });
        var random = new Random(3);
        for (var i = 0; i < 4000; i++)
        {
            // Stands in for the audio device, which asks for frames only when it has played some.
            while (i < 3900 && !composing.IsFaulted && stage.Scheduler.HorizonFrames < stage.Player.PlayedFrames + 11_025) Thread.Yield();
            stage.Render(256);
            if (i % 50 == 49) stage.Performance.Steer(new Steering { TempoFactor = 0.5 + random.NextDouble() * 2, LowestPitch = random.Next(80) });
            if (i == 3900) stage.Performance.Stop();
        }

        for (var i = 0; i < 100_000 && !stage.Performance.IsDone; i++) stage.Render(256);
        await composing;

        Assert.Equal(0, stage.Synthesizer.SoundingCount);
        Assert.Equal(stage.Synthesizer.Notes.Count(n => n.Velocity > 0), stage.Synthesizer.Notes.Count(n => n.Velocity == 0));
        Assert.True(stage.Player.Counters.Played > 100);
    }

    [Fact]
    public void DifferentSampleRatesAreRefused()
    {
        var stage = new Stage(new PerformanceOptions());
        var scheduler = new Scheduler(new NoteEventQueue(4096), new SchedulerOptions { SampleRate = 48_000 });

        var refusal = Assert.Throws<ArgumentException>(() => new Performance(stage.Composer, scheduler, stage.Player, new PerformanceOptions()));

        Assert.Contains("48000 and 44100 Hz", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void SteeringThatLeavesNothingToPlayIsRefusedAtOnce() =>
        Assert.Throws<ArgumentException>(() => new Stage(new PerformanceOptions()).Performance.Steer(new Steering { PitchClasses = 0 }));

    // Every decided note was struck in its block, in order, and nothing else was.
    internal static void AssertPlayedAsDecided(Stage stage, bool checkEnds = true)
    {
        var decided = stage.Notes.Select(n => (n.OnsetFrame / 64, (int)n.Note.Channel, (int)n.Note.Pitch, (int)n.Note.Velocity));
        Assert.Equal(decided, stage.Synthesizer.Notes.Where(n => n.Velocity > 0));
        if (!checkEnds) return;
        var ends = stage.Notes.Select(n => (n.EndFrame / 64, (int)n.Note.Pitch)).Order();
        Assert.Equal(ends, stage.Synthesizer.Notes.Where(n => n.Velocity == 0).Select(n => (n.Block, n.Pitch)).Order());
    }

    private static Note[] Seed() => [.. Enumerable.Range(0, 12).Select(i => new Note(i * 200, 150, (byte)(60 + i), 82, 3, 40))];

    private static int[] LastSeedValues(Stage stage, Note[] seed)
    {
        var values = new int[4];
        stage.Composer.Codec.Encode(seed[^1], seed[^2].OnsetTicks, values);
        return values;
    }
}
