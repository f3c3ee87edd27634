namespace MusicGen.Edge.Tests;

public sealed class KeyboardInputTests : IDisposable
{
    private readonly KeyboardStage _stage = new();

    public void Dispose() => _stage.Dispose();

    [Fact]
    public void KeyIsHeardInTheNextBlock()
    {
        var keyboard = _stage.Ports.Plug("K49");
        _stage.Turn();
        var frame = _stage.Player.PlayedFrames;

        keyboard.Send(0x90, 60, 100);
        _stage.Turn();

        Assert.True(_stage.Synthesizer.IsSounding(0, 60));
        NoteEvent last = default;
        while (_stage.Player.PlayedEvents.TryDequeue(out var played)) last = played;
        Assert.Equal(new NoteEvent(frame, NoteEventKind.NoteOn, 0, 60, 100, KeyboardInput.FirstOwnerId, NoteEvent.LiveGeneration), last);
    }

    [Fact]
    public void SilentNoteOnRunningStatusAndInterleavedClockAreUnderstood()
    {
        var keyboard = _stage.Ports.Plug("K49");
        _stage.Turn();

        keyboard.Send(0x93, 60, 0xF8, 100, 64, 100, 60, 0xFE, 0);
        _stage.Turn();

        Assert.False(_stage.Synthesizer.IsSounding(3, 60));
        Assert.True(_stage.Synthesizer.IsSounding(3, 64));
        Assert.Equal(1, _stage.Input.HeldCount);
    }

    [Fact]
    public void PedalsWheelsAndProgramsArePassedOn()
    {
        var keyboard = _stage.Ports.Plug("K49");
        _stage.Turn();

        keyboard.Send(0xB2, 64, 127, 66, 100, 1, 30, 0xE2, 0, 96, 0xC2, 19);
        _stage.Turn();

        Assert.Equal((127, 100, 30), (_stage.Synthesizer.Controller(2, 64), _stage.Synthesizer.Controller(2, 66), _stage.Synthesizer.Controller(2, 1)));
        Assert.Equal((12288, 19), (_stage.Synthesizer.BendOf(2), _stage.Synthesizer.Programs[2]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void CablePulledWhileTenKeysAreHeldLeavesNothingBehind(bool isTold)
    {
        var keyboard = _stage.Ports.Plug("K49");
        _stage.Turn();
        for (byte i = 0; i < 10; i++) keyboard.Send(0x90, (byte)(60 + i), 100);
        keyboard.Send(0xB0, 64, 127, 7, 20, 0xE0, 0, 0);
        _stage.Turn();
        Assert.Equal(10, _stage.Synthesizer.SoundingCount);

        _stage.Ports.Unplug("K49", isTold);
        _stage.Turn();

        Assert.Equal(0, _stage.Synthesizer.SoundingCount);
        Assert.Equal((0, 100, 8192), (_stage.Synthesizer.Controller(0, 64), _stage.Synthesizer.Controller(0, 7), _stage.Synthesizer.BendOf(0)));
        Assert.Equal((0, 0, 0), (_stage.Ports.OpenCount, _stage.Input.OpenCount, _stage.Input.HeldCount));
    }

    [Fact]
    public void KeyboardPulledAtOnceLeavesTheOthersPlaying()
    {
        var first = _stage.Ports.Plug("first");
        var second = _stage.Ports.Plug("second");
        _stage.Turn();
        first.Send(0x90, 60, 100, 0xB0, 64, 127);
        second.Send(0x91, 62, 100, 0xB1, 64, 127);
        _stage.Turn();

        _stage.Ports.Unplug("first");
        _stage.Turn();

        Assert.False(_stage.Synthesizer.IsSounding(0, 60));
        Assert.True(_stage.Synthesizer.IsSounding(1, 62));
        Assert.Equal((0, 127), (_stage.Synthesizer.Controller(0, 64), _stage.Synthesizer.Controller(1, 64)));
        second.Send(0x81, 62, 0);
        _stage.Turn();
        Assert.Equal(0, _stage.Synthesizer.SoundingCount);
    }

    [Fact]
    public void KeyboardOfWhichTheSystemTellsNothingIsFoundWithinASecond()
    {
        _stage.Turn();
        var keyboard = _stage.Ports.Plug("K49", isTold: false);
        _stage.Pass(1000);

        keyboard.Send(0x90, 60, 100);
        _stage.Turn();

        Assert.True(_stage.Synthesizer.IsSounding(0, 60));
    }

    [Fact]
    public void LooseContactIsHeardAgainAtOnceAndForgetsAHalfMessage()
    {
        var keyboard = _stage.Ports.Plug("K49");
        _stage.Turn();
        keyboard.Send(0x90, 60);
        _stage.Turn();
        keyboard.Pull();
        _stage.Turn();
        keyboard.Replug();
        _stage.Pass(50);

        keyboard.Send(100, 0x90, 62, 100);
        _stage.Turn();

        Assert.False(_stage.Synthesizer.IsSounding(0, 60));
        Assert.True(_stage.Synthesizer.IsSounding(0, 62));
    }

    [Fact]
    public void RightsThatComeLateAreWaitedForWithoutAWord()
    {
        var keyboard = _stage.Ports.Plug("K49");
        keyboard.Refusal = "Permission denied";
        _stage.Turn();
        _stage.Pass(400);
        Assert.InRange(_stage.Ports.OpenTries, 5, 10);
        Assert.Empty(_stage.Said);

        keyboard.Refusal = null;
        _stage.Pass(50);

        Assert.Equal(1, _stage.Input.OpenCount);
        Assert.Equal(["keyboard 'K49' plays on /dev/snd/K49"], _stage.Said);
    }

    [Fact]
    public void BusyPortIsToldOnceTriedEverLessOftenAndStopsNobody()
    {
        var busy = _stage.Ports.Plug("busy");
        busy.Refusal = "Device or resource busy";
        var other = _stage.Ports.Plug("other");
        _stage.Turn();
        _stage.Pass(60_000);
        var tries = _stage.Ports.OpenTries;

        other.Send(0x90, 60, 100);
        _stage.Turn();
        Assert.True(_stage.Synthesizer.IsSounding(0, 60));
        Assert.Single(_stage.Said, sentence => sentence == "keyboard 'busy' cannot be heard, it is tried again: Device or resource busy");
        Assert.InRange(tries, 40, 65);

        busy.Refusal = null;
        _stage.Pass(2000);
        Assert.Equal(2, _stage.Input.OpenCount);
    }

    [Fact]
    public void SensingKeyboardThatFallsSilentIsReleased()
    {
        var keyboard = _stage.Ports.Plug("K49");
        _stage.Turn();
        keyboard.Send(0xFE, 0x90, 60, 100);
        _stage.Turn();

        for (var i = 0; i < 5; i++)
        {
            _stage.Pass(250);
            keyboard.Send(0xFE);
            _stage.Turn();
        }

        _stage.Pass(290);
        Assert.True(_stage.Synthesizer.IsSounding(0, 60));
        _stage.Pass(10);
        Assert.Equal(0, _stage.Synthesizer.SoundingCount);
        keyboard.Send(0x90, 62, 100);
        _stage.Pass(5000);
        Assert.True(_stage.Synthesizer.IsSounding(0, 62));
    }

    [Fact]
    public void KeyboardThatNeverSensedMayBeSilent()
    {
        var keyboard = _stage.Ports.Plug("K49");
        _stage.Turn();
        keyboard.Send(0x90, 60, 100);

        _stage.Pass(10_000);

        Assert.True(_stage.Synthesizer.IsSounding(0, 60));
    }

    [Fact]
    public void WaitIsNoLongerThanTheNextThingToDo()
    {
        Assert.Equal(1, _stage.Input.NextWait.TotalMilliseconds);
        _stage.Turn();
        Assert.Equal(1000, _stage.Input.NextWait.TotalMilliseconds);
        var keyboard = _stage.Ports.Plug("K49");
        _stage.Ports.Plug("busy").Refusal = "Device or resource busy";
        _stage.Turn();
        Assert.Equal(50, _stage.Input.NextWait.TotalMilliseconds);
        _stage.Ports.Unplug("busy");
        keyboard.Send(0xFE);
        _stage.Turn();
        Assert.Equal(300, _stage.Input.NextWait.TotalMilliseconds);
    }

    [Fact]
    public void HundredReplugsWithHeldKeysCostNoOwnersAndLeaveNoNotes()
    {
        for (var i = 0; i < 100; i++)
        {
            var keyboard = _stage.Ports.Plug("K49");
            _stage.Turn();
            for (byte key = 0; key < 10; key++) keyboard.Send(0x90, (byte)(50 + key), 100);
            _stage.Turn();
            Assert.Equal(10, _stage.Synthesizer.SoundingCount);
            _stage.Ports.Unplug("K49");
            _stage.Turn();
            Assert.Equal(0, _stage.Synthesizer.SoundingCount);
        }

        while (_stage.Player.PlayedEvents.TryDequeue(out var played)) Assert.Equal(KeyboardInput.FirstOwnerId, played.OwnerId);
    }

    [Fact]
    public void ReplugsLeaveNothingInMemory()
    {
        Replug(100);
        var before = Held();

        Replug(1000);

        Assert.InRange(Held() - before, long.MinValue, 32 * 1024);

        long Held()
        {
            _stage.Said.Clear();
            _stage.Said.TrimExcess();
            return GC.GetTotalMemory(forceFullCollection: true);
        }

        void Replug(int times)
        {
            for (var i = 0; i < times; i++)
            {
                var keyboard = _stage.Ports.Plug("K49");
                _stage.Turn();
                keyboard.Send(0x90, 60, 100);
                _stage.Turn();
                _stage.Ports.Unplug("K49");
                _stage.Turn();
                while (_stage.Player.PlayedEvents.TryDequeue(out _))
                {
                }
            }
        }
    }

    [Fact]
    public void MessagesCostNoMemory()
    {
        var keyboard = _stage.Ports.Plug("K49");
        _stage.Turn();
        Play(200);

        var least = long.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            Play(1000);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.InRange(_stage.Player.Counters.Played, 3200, 3200);

        void Play(int times)
        {
            for (var i = 0; i < times; i++)
            {
                keyboard.Send(0x90, 60, 100, 0xB0, 64, 127, 0xE0, 1, 2);
                _stage.Turn();
                keyboard.Send(0x80, 60, 0, 0xFE, 0xF8);
                _stage.Turn();
                _ = _stage.Input.NextWait;
            }
        }
    }

    [Fact]
    public void EndReleasesEverythingAndClosesThePorts()
    {
        _stage.Ports.Plug("K49").Send(0x90, 60, 100);
        _stage.Turn();

        _stage.Input.Dispose();
        _stage.Sound();

        Assert.Equal((0, 0, true), (_stage.Synthesizer.SoundingCount, _stage.Ports.OpenCount, _stage.Ports.IsDisposed));
    }
}
