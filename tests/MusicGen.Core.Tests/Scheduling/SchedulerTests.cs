namespace MusicGen.Core.Tests.Scheduling;

public sealed class SchedulerTests
{
    private readonly NoteEventQueue _queue = new(4096);
    private readonly Scheduler _scheduler;

    public SchedulerTests() => _scheduler = new Scheduler(_queue, new SchedulerOptions { SampleRate = 48_000 });

    [Fact]
    public void TicksBecomeFramesAndEventsComeSorted()
    {
        Schedule(new Note(0, 100, 60, 90));
        Schedule(new Note(50, 10, 64, 80));
        Schedule(new Note(200, 10, 67, 70));
        _scheduler.AdvanceTo(long.MaxValue);

        Assert.Equal(
            ["0 ProgramChange 0 0", "0 NoteOn 60 90", "2400 NoteOn 64 80", "2880 NoteOff 64 0", "4800 NoteOff 60 0", "9600 NoteOn 67 70", "10080 NoteOff 67 0"],
            Taken());
    }

    [Fact]
    public void ProgramIsSentOnceAndWhenItChanges()
    {
        Schedule(new Note(0, 10, 60, 90, 0, 5));
        Schedule(new Note(10, 10, 61, 90, 0, 5));
        Schedule(new Note(20, 10, 62, 90, 0, 6));
        Schedule(new Note(30, 10, 63, 90, 9, 7));

        Assert.Equal(["0 ProgramChange 5 0", "960 ProgramChange 6 0"], Taken().Where(e => e.Contains("Program", StringComparison.Ordinal)));
    }

    [Fact]
    public void ARestrikeEndsTheEarlierNoteFirst()
    {
        Schedule(new Note(0, 1000, 60, 90));
        Schedule(new Note(100, 50, 60, 80));
        _scheduler.AdvanceTo(long.MaxValue);

        Assert.Equal(["0 NoteOn 60 90", "4800 NoteOff 60 0", "4800 NoteOn 60 80", "7200 NoteOff 60 0"], Taken().Skip(1));
        Assert.Equal(4800, _scheduler.Notes[0].EndFrame);
    }

    [Fact]
    public void SamePitchTwiceAtOneOnsetIsDropped()
    {
        Schedule(new Note(0, 100, 60, 90));
        Schedule(new Note(0, 200, 60, 80));

        Assert.Equal(1, _scheduler.Notes.Count);
        Assert.Equal(1, _scheduler.DroppedCount);
    }

    [Fact]
    public void OneNoteTooManyEndsTheOldest()
    {
        _scheduler.MaxPolyphony = 2;
        Schedule(new Note(0, 1000, 60, 90));
        Schedule(new Note(10, 2000, 61, 90));
        Schedule(new Note(20, 3000, 62, 90));

        Assert.Equal(["0 NoteOn 60 90", "480 NoteOn 61 90", "960 NoteOff 60 0", "960 NoteOn 62 90"], Taken().Skip(1));
    }

    [Fact]
    public void TempoChangeHoldsFromTheLastNoteOn()
    {
        Schedule(new Note(1000, 10, 60, 90));
        _scheduler.TicksPerSecond = 2000;
        Schedule(new Note(2000, 100, 61, 90));

        Assert.Equal(48_000, _scheduler.Notes[0].OnsetFrame);
        Assert.Equal(72_000, _scheduler.Notes[1].OnsetFrame);
        Assert.Equal(74_400, _scheduler.Notes[1].EndFrame);
    }

    [Fact]
    public void LittleLateIsPlayedAtOnceAndTheBeatStays()
    {
        Schedule(new Note(0, 10, 60, 90), played: 4000);
        Schedule(new Note(100, 10, 61, 90), played: 4000);

        Assert.Equal(4000, _scheduler.Notes[0].OnsetFrame);
        Assert.Equal(4480, _scheduler.Notes[0].EndFrame);
        Assert.Equal(4800, _scheduler.Notes[1].OnsetFrame);
        Assert.Equal(0, _scheduler.StretchCount);
    }

    [Fact]
    public void VeryLateMovesTheBeat()
    {
        Schedule(new Note(0, 10, 60, 90), played: 48_000);
        Schedule(new Note(100, 10, 61, 90), played: 48_000);

        Assert.Equal(48_000, _scheduler.Notes[0].OnsetFrame);
        Assert.Equal(52_800, _scheduler.Notes[1].OnsetFrame);
        Assert.Equal(1, _scheduler.StretchCount);
        Assert.Equal(48_000, _scheduler.StretchedFrames);
    }

    [Fact]
    public void NothingBeginsAtTheLimitOrSoundsBeyondIt()
    {
        Assert.True(_scheduler.Schedule(new Note(0, 5000, 60, 90), 0, 0, limitFrame: 48_000));
        Assert.False(_scheduler.Schedule(new Note(1000, 10, 61, 90), 1, 0, limitFrame: 48_000));

        Assert.Equal(48_000, _scheduler.Notes[0].EndFrame);
        Assert.Equal(1, _scheduler.Notes.Count);
    }

    [Fact]
    public void CutTakesBackWhatIsAheadAndKeepsTheEndsOfTheRest()
    {
        Schedule(new Note(0, 500, 60, 90));
        Schedule(new Note(100, 50, 61, 90));
        Schedule(new Note(200, 50, 62, 90));
        Assert.Contains("7200 NoteOff 61 0", Taken());

        Assert.True(_scheduler.Cut(4801));
        Schedule(new Note(210, 10, 63, 90));
        _scheduler.AdvanceTo(long.MaxValue);

        Assert.Equal(
            ["4801 DropBefore 0 0", "10080 ProgramChange 0 0", "10080 NoteOn 63 90", "10560 NoteOff 63 0", "24000 NoteOff 60 0"],
            Taken());
        Assert.Equal([60, 61, 63], Enumerable.Range(0, _scheduler.Notes.Count).Select(i => (int)_scheduler.Notes[i].Note.Pitch));
        Assert.Equal(1, _scheduler.Generation);
    }

    [Fact]
    public void AfterACutNothingComesBeforeItsFrame()
    {
        Schedule(new Note(0, 10, 60, 90));
        Schedule(new Note(1000, 10, 61, 90));
        _scheduler.Cut(24_000);

        Schedule(new Note(10, 10, 62, 90));
        Schedule(new Note(20, 10, 63, 90));

        Assert.Equal(24_000, _scheduler.Notes[1].OnsetFrame);
        Assert.Equal(24_480, _scheduler.Notes[2].OnsetFrame);
    }

    [Fact]
    public void ReleaseAllEndsEverythingHere()
    {
        Schedule(new Note(0, 5000, 60, 90));
        Schedule(new Note(1000, 10, 61, 90));
        Taken();

        Assert.True(_scheduler.ReleaseAll(9600));

        Assert.Equal(["9600 DropBefore 0 0", "9600 ReleaseOwner 0 0"], Taken());
        Assert.Equal(0, _scheduler.OwedReleaseCount);
        Assert.Equal(9600, _scheduler.Notes[0].EndFrame);
        Assert.Equal(1, _scheduler.Notes.Count);
    }

    [Fact]
    public void FullQueueLosesNoNoteOff()
    {
        var queue = new NoteEventQueue(1024);
        var scheduler = new Scheduler(queue, new SchedulerOptions());
        var balance = 0;
        var sent = 0;
        for (var i = 0; i < 5000; i++)
        {
            if (scheduler.Schedule(new Note(i * 10, 300, (byte)(i % 100), 90), i, 0)) sent++;
            for (var k = 0; i % 700 > 600 && k < 20; k++)
                if (queue.TryDequeue(out var e)) balance += Weight(e);
        }

        do scheduler.AdvanceTo(long.MaxValue);
        while (Drain() > 0);

        Assert.Equal(0, balance);
        Assert.InRange(sent, 1000, 4999);

        static int Weight(NoteEvent e) => e.Kind == NoteEventKind.NoteOn ? 1 : e.Kind == NoteEventKind.NoteOff ? -1 : 0;
        int Drain()
        {
            var count = 0;
            for (; queue.TryDequeue(out var e); count++) balance += Weight(e);
            return count;
        }
    }

    [Fact]
    public void SchedulingDoesNotAllocate()
    {
        var tick = 0L;
        void ScheduleMany()
        {
            for (var i = 0; i < 2000; i++)
            {
                _scheduler.Schedule(new Note(tick += i % 3 * 10, 200, (byte)(i * 7 % 128), 90), i, 0);
                if (i % 100 == 99) _scheduler.Cut(_scheduler.HorizonFrames - 1000);
                while (_queue.TryDequeue(out _))
                {
                }
            }
        }

        Assert.Equal(0, Allocation.BytesOf(ScheduleMany, ScheduleMany));
    }

    [Fact]
    public void TooSmallQueueIsRefused()
    {
        var refusal = Assert.Throws<ArgumentException>(() => new Scheduler(new NoteEventQueue(64), new SchedulerOptions()));

        Assert.Contains("found one for 64", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ListOfNotesKeepsTheLastAndCountsTheLost()
    {
        var scheduler = new Scheduler(_queue, new SchedulerOptions { RememberedNotes = 256 });
        for (var i = 0; i < 300; i++) scheduler.Schedule(new Note(i * 10, 10, (byte)(i % 128), 90), i, 0);

        Assert.Equal(256, scheduler.Notes.Count);
        Assert.Equal(44, scheduler.Notes.LostCount);
        Assert.Equal(44, scheduler.Notes[0].NoteIndex);
        scheduler.Cut(scheduler.Notes[250].OnsetFrame);
        Assert.Equal(250, scheduler.Notes.Count);
        Assert.Equal(293, scheduler.Notes[249].NoteIndex);
        Assert.Equal(44, scheduler.Notes.LostCount);
        Assert.Throws<ArgumentOutOfRangeException>(() => scheduler.Notes[250]);
    }

    private void Schedule(Note note, long played = 0) => Assert.True(_scheduler.Schedule(note, _scheduler.Notes.Count, played));

    private List<string> Taken()
    {
        var texts = new List<string>();
        while (_queue.TryDequeue(out var e)) texts.Add(FormattableString.Invariant($"{e.Frame} {e.Kind} {e.Data1} {e.Data2}"));
        return texts;
    }
}
