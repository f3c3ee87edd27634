namespace MusicGen.Core.Tests.Conducting;

/// <summary>Who plays when: answer, duet, solo, endless.</summary>
public sealed class PlayModeTests
{
    [Fact]
    public void APhraseIsAnsweredAfterSilenceAndAboutAsLong()
    {
        var box = new Box(options: new ConductorOptions { MinAnswerSeconds = 1 });
        box.PlayKeys(0.5, 60, 62, 64, 65, 67, 69, 71, 72, 74, 76, 77, 79);
        var end = box.Now - 0.1;
        Assert.Empty(box.ComposedNotes);
        Assert.Equal(BoxPhase.Listening, box.Conductor.State.Phase);

        box.RunUntil(() => box.Conductor.State.Phase == BoxPhase.Answering, 2);
        Assert.InRange(box.Now - end, 0.78, 0.85);
        box.RunUntil(() => box.Conductor.State.Phase == BoxPhase.Listening, 12);

        var answer = box.ComposedNotes.Select(e => e.Frame / (double)Box.Rate).ToList();
        Assert.InRange(answer[0] - end, 0.78, 1.4);
        Assert.InRange(answer[^1] - answer[0], 3.5, 8.6);
    }

    [Fact]
    public void TheModelHasHeardThePhraseWhenItAnswers()
    {
        var box = new Box();
        box.PlayKeys(0.4, 60, 64, 67, 72);
        box.RunUntil(() => box.Conductor.State.Phase == BoxPhase.Answering, 2);

        var codec = box.Presets[0].Composer.Codec;
        // The last four inputs before the answer's are those of the keys: pitch, and the length of 0.32 s.
        var seen = box.Models[0].Seen!;
        var heard = seen.Where(inputs => inputs[codec.PitchField] < 128).TakeWhile(inputs => true).ToList();
        var last = heard.FindLastIndex(inputs => inputs[codec.PitchField] == 72 && inputs[codec.DurationField] == codec.Grid.BinOf(32));
        Assert.True(last >= 3, "the last key was not heard with its length");
        Assert.Contains(heard, inputs => inputs[codec.PitchField] == 60 && inputs[codec.DurationField] == codec.Grid.BinOf(32));
        Assert.Contains(heard, inputs => inputs[codec.PitchField] == 64 && inputs[codec.ShiftField] == codec.Grid.BinOf(40));
    }

    [Fact]
    public void HandingOverCostsOneStep()
    {
        var box = new Box();
        box.PlayKeys(0.4, 60, 64, 67, 72);
        box.Run(0.5);
        var before = box.Models[0].ForwardCount;
        var notes = 0;

        box.RunUntil(() => box.Conductor.State.Phase == BoxPhase.Answering, 2);
        notes = box.Scheduler.Notes.Count;

        Assert.Equal(box.Models[0].ForwardCount - before, notes);
    }

    [Fact]
    public void AKeyDuringTheAnswerSilencesItWithinFiftyMilliseconds()
    {
        var box = new Box(options: new ConductorOptions { MinAnswerSeconds = 20 });
        box.PlayKeys(0.4, 60, 64, 67);
        box.RunUntil(() => box.ComposedNotes.Count() > 10, 10);

        box.Down(50);
        var pressed = box.Now;
        box.Run(0.05);
        box.Played.Clear();
        box.Run(0.5);

        Assert.Empty(box.ComposedNotes);
        Assert.Equal(BoxPhase.Listening, box.Conductor.State.Phase);
        Assert.Equal(1, box.Player.SoundingCount);
        Assert.True(box.Synthesizer.IsSounding(15, 50));
        Assert.True(pressed > 0);
    }

    [Fact]
    public void WhatWasNotHeardOfAnInterruptedAnswerIsForgotten()
    {
        var box = new Box(options: new ConductorOptions { MinAnswerSeconds = 20 });
        box.PlayKeys(0.4, 60, 64, 67);
        box.RunUntil(() => box.ComposedNotes.Count() > 10, 10);
        var codec = box.Presets[0].Composer.Codec;

        box.Down(50);
        box.Run(0.1);
        // The step that hears the key is fed the last note that sounded.
        var lastHeard = box.ComposedNotes.Last();
        box.Up(50);
        box.RunUntil(() => box.Conductor.State.Phase == BoxPhase.Answering, 3);

        var seen = box.Models[0].Seen!;
        var keyAt = seen.FindIndex(inputs => inputs[codec.PitchField] == 50 && inputs[codec.DurationField] != codec.Grid.BinCount);
        Assert.Contains(seen.Take(keyAt).TakeLast(3), inputs => inputs[codec.PitchField] == lastHeard.Data1);
    }

    [Fact]
    public void AHeldChordKeepsTheAnswerBackButNotForEver()
    {
        var box = new Box(options: new ConductorOptions { HeldKeySeconds = 6 });
        box.Down(60);
        box.Down(64);
        box.Run(5.5);
        Assert.Equal(BoxPhase.Listening, box.Conductor.State.Phase);

        box.Run(1);

        Assert.Equal(BoxPhase.Answering, box.Conductor.State.Phase);
    }

    [Fact]
    public void ALongPhraseIsAnsweredAtTheNextSmallGap()
    {
        var box = new Box(options: new ConductorOptions { MaxListeningSeconds = 5, LongPhraseSilenceSeconds = 0.3 });
        box.PlayKeys(0.5, [.. Enumerable.Range(50, 10)]);
        Assert.Equal(BoxPhase.Listening, box.Conductor.State.Phase);

        box.Run(0.4);

        Assert.Equal(BoxPhase.Answering, box.Conductor.State.Phase);
    }

    [Fact]
    public void InDuetTheBoxPlaysOnWhileKeysArePlayed()
    {
        var box = new Box(PlayMode.Duet);
        box.PlayKeys(0.3, 60, 62, 64, 65, 67, 69, 71, 72);

        Assert.Equal(BoxPhase.Playing, box.Conductor.State.Phase);
        Assert.True(box.ComposedNotes.Count() > 5);
        var codec = box.Presets[0].Composer.Codec;
        foreach (var pitch in new[] { 60, 65, 72 })
            Assert.Contains(box.Models[0].Seen!, inputs => inputs[codec.PitchField] == pitch && inputs[codec.VelocityField] == VelocityBins.BinOf(80));
    }

    [Fact]
    public void InSoloOnlyTheKeysSound()
    {
        var box = new Box(PlayMode.Solo);
        box.PlayKeys(0.3, 60, 62, 64);
        box.Press("two");
        box.Run(3);

        Assert.Empty(box.ComposedNotes);
        Assert.Equal(3, box.Played.Count(e => e.Kind == NoteEventKind.NoteOn));
    }

    [Fact]
    public void InEndlessKeysSoundWithTheMusic()
    {
        var box = new Box(PlayMode.Endless);
        box.Press("one");
        box.Run(2);
        var before = box.ComposedNotes.Count();

        box.PlayKeys(0.3, 60, 62, 64);
        box.Run(2);

        Assert.Equal(BoxPhase.Playing, box.Conductor.State.Phase);
        Assert.True(box.ComposedNotes.Count() > before + 3);
    }
}
