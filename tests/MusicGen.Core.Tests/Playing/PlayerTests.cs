namespace MusicGen.Core.Tests.Playing;

public sealed class PlayerTests
{
    private readonly NoteEventQueue _queue = new(1024);
    private readonly NoteEventQueue _live = new(64);
    private readonly RecordingSynthesizer _synthesizer = new();

    [Fact]
    public void EventsTakeEffectInTheBlockOfTheirFrame()
    {
        var player = Make();
        Send(0, NoteEventKind.NoteOn, 60, 100);
        Send(127, NoteEventKind.NoteOn, 61, 100);
        Send(128, NoteEventKind.NoteOn, 62, 100);
        Send(6400, NoteEventKind.NoteOff, 60);

        Render(player, 10_000);

        Assert.Equal([(0, 0, 60, 100), (1, 0, 61, 100), (2, 0, 62, 100), (100, 0, 60, 0)], _synthesizer.Notes);
        Assert.Equal(10_000, player.PlayedFrames);
        Assert.Equal(0, player.Counters.Late);
    }

    [Fact]
    public void SegmentedRenderEqualsMonolithicRenderBitForBit()
    {
        var random = new Random(4);
        var events = RandomEvents(random, 150, 100_000).ToArray();
        var whole = RenderWith(events, _ => 100_000);
        var segmented = RenderWith(events, r => r.Next(1, 700));
        var single = RenderWith(events, _ => 1);

        Assert.Equal(whole.Left, segmented.Left);
        Assert.Equal(whole.Right, segmented.Right);
        Assert.Equal(whole.Left, single.Left);
        Assert.Contains(whole.Left, s => Math.Abs(s) > 0.01);

        static (float[] Left, float[] Right) RenderWith(NoteEvent[] events, Func<Random, int> period)
        {
            var queue = new NoteEventQueue(1024);
            var player = new Player(new RecordingSynthesizer { Level = 0.8f }, queue, new PlayerOptions { Volume = 0.9 });
            foreach (var e in events) Assert.True(queue.TryEnqueue(e));
            var (left, right) = (new float[100_000], new float[100_000]);
            var random = new Random(9);
            for (var at = 0; at < left.Length;)
            {
                var count = Math.Min(period(random), left.Length - at);
                player.Render(left.AsSpan(at, count), right.AsSpan(at, count));
                at += count;
            }

            return (left, right);
        }
    }

    [Fact]
    public void RenderingDoesNotAllocate()
    {
        var random = new Random(5);
        var player = Make();
        var (left, right) = (new float[640], new float[640]);
        long frame = 0;
        void Render()
        {
            for (var period = 0; period < 400; period++)
            {
                for (var i = 0; i < 4; i++)
                    Send(frame + random.Next(640), (NoteEventKind)random.Next(2), (byte)random.Next(128), (byte)random.Next(128));
                if (period % 50 == 49) player.Panic();
                player.Render(left, right);
                frame += 640;
                while (player.PlayedEvents.TryDequeue(out _))
                {
                }
            }
        }

        Assert.Equal(0, Allocation.BytesOf(Render, Render));
        Assert.True(player.Counters.Played > 500);
    }

    [Fact]
    public void ARestrikeEndsTheEarlierNoteFirst()
    {
        var player = Make();
        Send(0, NoteEventKind.NoteOn, 60, 100);
        Send(640, NoteEventKind.NoteOn, 60, 90);

        Render(player, 1000);

        Assert.Equal([(0, 0, 60, 100), (10, 0, 60, 0), (10, 0, 60, 90)], _synthesizer.Notes);
        Assert.Equal(1, player.SoundingCount);
    }

    [Fact]
    public void OnlyTheOwnerEndsItsNote()
    {
        var player = Make();
        Send(0, NoteEventKind.NoteOn, 60, 100, owner: 5);
        Send(64, NoteEventKind.NoteOff, 60, owner: 1);
        Send(6400, NoteEventKind.NoteOff, 60, owner: 5);

        Render(player, 10_000);

        Assert.Equal([(0, 0, 60, 100), (100, 0, 60, 0)], _synthesizer.Notes);
    }

    [Fact]
    public void NoteTakenOverByAnotherOwnerIsThatOwners()
    {
        var player = Make();
        Send(0, NoteEventKind.NoteOn, 60, 100, owner: 1);
        Send(640, NoteEventKind.NoteOn, 60, 100, owner: 5);
        Send(1280, NoteEventKind.NoteOff, 60, owner: 1);

        Render(player, 5000);

        Assert.Equal(1, player.SoundingCount);
        Assert.True(_synthesizer.IsSounding(0, 60));
    }

    [Fact]
    public void ReleaseOfAnOwnerEndsItsNotesAndNoOthers()
    {
        var player = Make();
        Send(0, NoteEventKind.NoteOn, 60, 100, owner: 1);
        Send(0, NoteEventKind.NoteOn, 61, 100, owner: 5);
        Send(5000, NoteEventKind.NoteOn, 62, 100, owner: 5);
        Render(player, 640);

        Send(0, NoteEventKind.ReleaseOwner, 0, owner: 5);
        Render(player, 10_000);

        Assert.True(_synthesizer.IsSounding(0, 60));
        Assert.Equal(1, _synthesizer.SoundingCount);
        Assert.Equal(1, player.Counters.Dropped);
    }

    [Fact]
    public void PanicEndsEverythingSoundingAndWaiting()
    {
        var player = Make();
        for (byte pitch = 40; pitch < 50; pitch++) Send(pitch * 10, NoteEventKind.NoteOn, pitch, 100);
        Send(5000, NoteEventKind.NoteOn, 70, 100);
        Render(player, 1000);

        player.Panic();
        Render(player, 10_000);

        Assert.Equal(0, _synthesizer.SoundingCount);
        Assert.Equal(0, player.SoundingCount);
        Assert.Equal(1, _synthesizer.ReleaseAllCount);
        Assert.Equal(10, _synthesizer.Notes.Count(n => n.Velocity == 0));
        Assert.DoesNotContain(_synthesizer.Notes, n => n.Pitch == 70);
    }

    [Fact]
    public void PlayerGoesOnAfterAPanic()
    {
        var player = Make();
        player.Panic();
        Render(player, 640);
        Send(700, NoteEventKind.NoteOn, 60, 100);
        Render(player, 640);

        Assert.True(_synthesizer.IsSounding(0, 60));
    }

    [Fact]
    public void DroppedGenerationsEndAndNeverBegin()
    {
        var player = Make();
        Send(0, NoteEventKind.NoteOn, 60, 100, generation: 3);
        Send(0, NoteEventKind.NoteOn, 61, 100, generation: NoteEvent.LiveGeneration);
        Send(2000, NoteEventKind.NoteOn, 62, 100, generation: 3);
        Send(2000, NoteEventKind.NoteOn, 63, 100, generation: 4);
        Render(player, 640);

        player.DropGenerationsBefore(4);
        player.DropGenerationsBefore(2);
        Send(2500, NoteEventKind.NoteOn, 64, 100, generation: 3);
        Render(player, 10_000);

        Assert.Equal([61, 63], Enumerable.Range(0, 128).Where(p => _synthesizer.IsSounding(0, p)));
        Assert.Equal(2, player.Counters.Dropped);
    }

    [Fact]
    public void ChangeOfMindDropsFromItsFrameOnAndKeepsEnds()
    {
        var player = Make();
        Send(0, NoteEventKind.NoteOn, 60, 100, generation: 1);
        Send(1000, NoteEventKind.NoteOn, 61, 100, generation: 1);
        Send(3000, NoteEventKind.NoteOn, 62, 100, generation: 1);
        Send(4000, NoteEventKind.NoteOff, 60, generation: 1);
        Send(5000, NoteEventKind.NoteOff, 61, generation: 1);
        Send(6000, NoteEventKind.NoteOff, 62, generation: 1);
        Render(player, 640);

        Send(2000, NoteEventKind.DropBefore, 0, generation: 2);
        Send(2500, NoteEventKind.NoteOn, 62, 90, generation: 2);
        Send(9000, NoteEventKind.NoteOff, 62, generation: 2);
        Render(player, 12_000);

        Assert.Equal(
            [(0, 0, 60, 100), (15, 0, 61, 100), (39, 0, 62, 90), (62, 0, 60, 0), (78, 0, 61, 0), (140, 0, 62, 0)], _synthesizer.Notes);
    }

    [Fact]
    public void NoNoteSoundsLongerThanTheLimit()
    {
        var player = Make(new PlayerOptions { MaxNoteSeconds = 1 });
        Send(0, NoteEventKind.NoteOn, 60, 100);

        Render(player, 60_000);

        Assert.Equal([(0, 0, 60, 100), (689, 0, 60, 0)], _synthesizer.Notes);
        Assert.Equal(1, player.Counters.TooLong);
    }

    [Fact]
    public void OneNoteTooManyEndsTheOldest()
    {
        var player = Make(new PlayerOptions { MaxSounding = 3 });
        for (byte i = 0; i < 5; i++) Send(i * 640, NoteEventKind.NoteOn, (byte)(60 + i), 100);

        Render(player, 5000);

        Assert.Equal([62, 63, 64], Enumerable.Range(0, 128).Where(p => _synthesizer.IsSounding(0, p)));
        Assert.Equal(2, player.Counters.Stolen);
    }

    [Fact]
    public void LiveEventsArePlayedInTheNextBlockWhateverTheirFrame()
    {
        var player = Make();
        Render(player, 6400);
        _live.TryEnqueue(new NoteEvent(1_000_000, NoteEventKind.NoteOn, 2, 60, 100, 9, NoteEvent.LiveGeneration));
        Render(player, 64);
        _live.TryEnqueue(new NoteEvent(0, NoteEventKind.NoteOff, 2, 60, 0, 9, NoteEvent.LiveGeneration));
        Render(player, 64);

        Assert.Equal([(100, 2, 60, 100), (101, 2, 60, 0)], _synthesizer.Notes);
        Assert.Equal(0, player.Counters.Late);
    }

    [Fact]
    public void KeyboardUnpluggedInTheBlockOfItsLastKeyLeavesNothing()
    {
        var player = Make();
        _live.TryEnqueue(new NoteEvent(0, NoteEventKind.NoteOn, 2, 60, 100, 9, NoteEvent.LiveGeneration));
        _live.TryEnqueue(new NoteEvent(0, NoteEventKind.ReleaseOwner, 0, 0, 0, 9, NoteEvent.LiveGeneration));

        Render(player, 640);

        Assert.Equal(0, _synthesizer.SoundingCount);
    }

    [Fact]
    public void SecondReleaseInOneBlockLeavesTheWayBackOfAPedal()
    {
        var player = Make();
        LivePedal(127);
        Release();
        LivePedal(0);
        Release();

        Render(player, 64);

        Assert.Equal(["control 2 64 127", "control 2 64 0"], _synthesizer.Others);

        void LivePedal(byte value) => _live.TryEnqueue(new NoteEvent(0, NoteEventKind.ControlChange, 2, 64, value, 9, NoteEvent.LiveGeneration));
        void Release() => _live.TryEnqueue(new NoteEvent(0, NoteEventKind.ReleaseOwner, 0, 0, 0, 9, NoteEvent.LiveGeneration));
    }

    [Fact]
    public void ChannelEventsReachTheSynthesizer()
    {
        var player = Make();
        Send(0, NoteEventKind.ProgramChange, 19);
        Send(0, NoteEventKind.ControlChange, 64, 127);
        Send(0, NoteEventKind.PitchBend, 0, 64);

        Render(player, 64);

        Assert.Equal(["program 0 19", "control 0 64 127", "bend 0 8192"], _synthesizer.Others);
    }

    [Fact]
    public void LateNotesArePlayedAndCounted()
    {
        var player = Make();
        Render(player, 6400);
        Send(100, NoteEventKind.NoteOn, 60, 100);
        Render(player, 64);

        Assert.Equal([(100, 0, 60, 100)], _synthesizer.Notes);
        Assert.Equal(1, player.Counters.Late);
    }

    [Fact]
    public void PlayedEventsAreCopiedWithTheFrameTheyWerePlayedAt()
    {
        var player = Make(new PlayerOptions { MaxNoteSeconds = 0.1 });
        Send(70, NoteEventKind.NoteOn, 60, 100);
        Render(player, 10_000);

        Assert.True(player.PlayedEvents.TryDequeue(out var on));
        Assert.True(player.PlayedEvents.TryDequeue(out var off));
        Assert.Equal(new NoteEvent(70, NoteEventKind.NoteOn, 0, 60, 100, 1, 0), on);
        Assert.Equal(new NoteEvent(off.Frame, NoteEventKind.NoteOff, 0, 60, 0, 1, 0), off);
        Assert.InRange(off.Frame, 4410, 4480);
        Assert.False(player.PlayedEvents.TryDequeue(out _));
    }

    [Fact]
    public void RecorderThatDoesNotReadIsNotWaitedFor()
    {
        var player = Make(new PlayerOptions { PlayedEvents = 2 });
        for (byte i = 0; i < 5; i++) Send(0, NoteEventKind.NoteOn, (byte)(60 + i), 100);

        Render(player, 64);

        Assert.Equal(5, _synthesizer.SoundingCount);
        Assert.Equal(3, player.Counters.UnrecordedEvents);
    }

    [Fact]
    public void MoreEventsThanRoomWaitInTheQueueAndNoneIsLost()
    {
        var player = Make(new PlayerOptions { PendingEvents = 256 });
        for (var i = 0; i < 450; i++) Send(i * 64, NoteEventKind.NoteOn, (byte)(i % 100), 100);

        Render(player, 450 * 64);

        Assert.Equal(450, player.Counters.Played);
        Assert.Equal(0, player.Counters.Late);
    }

    [Fact]
    public void WildBytesInEventsDoNoHarm()
    {
        var random = new Random(6);
        var player = Make();
        for (var round = 0; round < 200; round++)
        {
            for (var i = 0; i < 50; i++)
            {
                _queue.TryEnqueue(new NoteEvent(
                    random.NextInt64(-1000, 100_000), (NoteEventKind)random.Next(12), (byte)random.Next(256), (byte)random.Next(256),
                    (byte)random.Next(256), random.Next(3), random.Next(5)));
            }

            Render(player, 640);
        }

        Assert.Equal(_synthesizer.SoundingCount, player.SoundingCount);
        player.Panic();
        Render(player, 64);
        Assert.Equal(0, _synthesizer.SoundingCount);
    }

    [Fact]
    public void RandomTrafficEndsEveryNoteItBegins()
    {
        var player = Make(new PlayerOptions { MaxNoteSeconds = 2, MaxSounding = 20 });
        foreach (var e in RandomEvents(new Random(8), 900, 200_000)) _queue.TryEnqueue(e);

        Render(player, 300_000);

        Assert.Equal(0, player.SoundingCount);
        foreach (var key in _synthesizer.Notes.GroupBy(n => (n.Channel, n.Pitch)))
        {
            var sounding = false;
            foreach (var note in key)
            {
                Assert.NotEqual(sounding, note.Velocity > 0);
                sounding = note.Velocity > 0;
            }

            Assert.False(sounding);
        }
    }

    private Player Make(PlayerOptions? options = null) => new(_synthesizer, _queue, options ?? new PlayerOptions(), _live);

    private void Send(long frame, NoteEventKind kind, byte data1, byte data2 = 0, int owner = 1, int generation = 0) =>
        Assert.True(_queue.TryEnqueue(new NoteEvent(frame, kind, 0, data1, data2, owner, generation)));

    private static void Render(Player player, int frames) => player.Render(new float[frames], new float[frames]);

    private static IEnumerable<NoteEvent> RandomEvents(Random random, int count, int frames) =>
        Enumerable.Range(0, count)
            .Select(_ => new NoteEvent(
                random.Next(frames), (NoteEventKind)random.Next(2), (byte)random.Next(3), (byte)random.Next(50, 70), (byte)random.Next(1, 128), random.Next(2), 1))
            .OrderBy(e => e.Frame);
}
