namespace MusicGen.Edge.Tests;

public sealed class TakeCutterTests
{
    private const int Rate = 1000;

    private readonly TakeCutter _cutter = new(Rate, mostMinutes: 1, () => "evening", TimeProvider.System);

    [Fact]
    public void SilenceEndsATakeAndTheNextNoteBeginsAnother()
    {
        Play(5000, 500);
        Assert.Null(_cutter.TakeFinished(9499));

        var first = _cutter.TakeFinished(9500);
        Play(20_000, 500);

        Assert.Equal((5000L, 5500L, 1, 2), (first!.StartFrame, first.LastFrame, first.NoteCount, first.Events.Count));
        Assert.Equal(20_000, _cutter.Current!.StartFrame);
    }

    [Fact]
    public void NoteThatSoundsIsNoSilence()
    {
        Hear(0, NoteEventKind.NoteOn, 60);

        Assert.Null(_cutter.TakeFinished(30_000));
        Hear(31_000, NoteEventKind.NoteOff, 60);
        Assert.NotNull(_cutter.TakeFinished(35_000));
    }

    [Fact]
    public void WhatGoesOnIsCutAtASmallPauseAndInTheEndWithoutOne()
    {
        for (var frame = 0; frame < 60_000; frame += 500) Play(frame, 400);
        Assert.Null(_cutter.TakeFinished(59_900));
        Play(60_000, 400);
        Assert.Null(_cutter.TakeFinished(61_000));
        Assert.NotNull(_cutter.TakeFinished(61_150));

        Hear(70_000, NoteEventKind.NoteOn, 60);
        Assert.Null(_cutter.TakeFinished(189_999));
        Assert.NotNull(_cutter.TakeFinished(190_000));
    }

    [Fact]
    public void FloodIsCutBeforeItFillsTheMemory()
    {
        for (var i = 0; i < TakeCutter.MostEvents / 2; i++) Play(i, 1);

        Assert.Equal(TakeCutter.MostEvents, _cutter.TakeFinished(25_000)?.Events.Count);
    }

    [Fact]
    public void TakeBeginsWithWhatIsSetOnTheChannels()
    {
        Hear(0, NoteEventKind.ProgramChange, 19);
        Hear(0, NoteEventKind.ControlChange, 64, 127);
        Hear(5, NoteEventKind.ControlChange, 64, 0);
        Assert.Null(_cutter.Current);

        Play(8000, 100);

        Assert.Equal(
            [(NoteEventKind.ControlChange, 64, 0, 8000L), (NoteEventKind.ProgramChange, 19, 0, 8000L), (NoteEventKind.NoteOn, 60, 100, 8000L), (NoteEventKind.NoteOff, 60, 0, 8100L)],
            _cutter.Current!.Events.Select(played => (played.Kind, (int)played.Data1, (int)played.Data2, played.Frame)));
    }

    private void Play(long frame, int frames)
    {
        Hear(frame, NoteEventKind.NoteOn, 60, 100);
        Hear(frame + frames, NoteEventKind.NoteOff, 60);
    }

    private void Hear(long frame, NoteEventKind kind, byte data1, byte data2 = 0) => _cutter.Hear(new NoteEvent(frame, kind, 0, data1, data2, 1, 0));
}
