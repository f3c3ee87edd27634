namespace MusicGen.Core.Tests;

public sealed class CopyGuardTests
{
    // Runs of eight steps that are looked back upon.
    private const int Window = 64;
    private static readonly Vocabulary _performed = NoteCodec.CreateVocabulary(TimeBase.Performed);
    private static readonly byte[] _tune = Tune(1);
    private static readonly TrainingGrams _grams = TrainingGrams.Of([StepsOf(Tune(2)), StepsOf(_tune)])!;

    [Fact]
    public void ATrainingPieceIsNotPlayedBack()
    {
        Assert.Equal(_tune, Follow(null).Select(note => note.Pitch));

        var pitches = Follow(_grams).Select(note => note.Pitch).ToArray();

        // As far as figures go that any music may share, it is left alone.
        Assert.Equal(_tune[..8], pitches[..8]);
        Assert.NotEqual(_tune[..40], pitches[..40]);
        AssertNoCopy(pitches);
    }

    [Fact]
    public void OtherMusicIsNotTouched() =>
        Assert.Equal(_tune, Follow(TrainingGrams.Of([StepsOf(Tune(2)), StepsOf(Tune(3))])).Select(note => note.Pitch));

    [Fact]
    public void ATuneOnTopOfChordsIsSeenToo()
    {
        var (composer, model) = Make(_grams);
        var top = new List<byte>();
        foreach (var pitch in _tune)
        {
            Compose(composer, model, 40, isNewOnset: true);
            top.Add(Compose(composer, model, pitch, isNewOnset: false).Pitch);
        }

        Assert.Equal(_tune[..8], top[..8]);
        AssertNoCopy([.. top]);
    }

    [Fact]
    public void WhatAPlayerBeganIsNotGoneOnWith()
    {
        var (composer, model) = Make(_grams);
        for (var i = 0; i < 24; i++) composer.Hear(new Note(i * 200, 100, _tune[i], 80));

        Assert.NotEqual(_tune[24], Compose(composer, model, _tune[24], isNewOnset: true).Pitch);
    }

    [Fact]
    public void AfterARewindTheSameIsComposed()
    {
        var (composer, model) = Make(_grams);
        var first = Play(composer, model, 0, 100);

        composer.Rewind(60);

        Assert.Equal(first[40..], Play(composer, model, 40, 100));
    }

    [Fact]
    public void ANewPieceBeginsAnew()
    {
        var (composer, model) = Make(_grams);
        Play(composer, model, 0, 100);

        composer.Reset(composer.LastOnsetTicks);

        Assert.Equal(_tune[..8], Play(composer, model, 0, 8).Select(note => note.Pitch));
    }

    [Fact]
    public void ARangeOfOnePitchGoesOnAllTheSame()
    {
        var grams = TrainingGrams.Of([new sbyte[100]])!;
        var (composer, _) = Make(grams);
        composer.Steering = new Steering { LowestPitch = 60, HighestPitch = 60 };

        for (var i = 0; i < 100; i++)
        {
            Assert.True(composer.TryNext(out var note));
            Assert.Equal(60, note.Pitch);
        }
    }

    [Fact]
    public void GuardingDoesNotAllocate()
    {
        var (composer, model) = Make(TrainingGrams.Of([new sbyte[100]]));
        model.ChordBias = -100;
        model.PitchLogits = [.. Enumerable.Range(0, 128).Select(pitch => pitch == 60 ? 40f : 0)];
        var others = 0;
        void Play()
        {
            for (var i = 0; i < 500; i++)
            {
                composer.TryNext(out var note);
                if (note.Pitch != 60) others++;
            }
        }

        Assert.Equal(0, Allocation.BytesOf(Play, Play));
        Assert.InRange(others, 50, 500);
    }

    private static byte[] Tune(int randomSeed)
    {
        var random = new Random(randomSeed);
        return [.. Enumerable.Range(0, 150).Select(_ => (byte)random.Next(55, 85))];
    }

    private static sbyte[] StepsOf(byte[] pitches) => [.. pitches.Zip(pitches.Skip(1), (before, after) => (sbyte)(after - before))];

    // One run in ten is the training piece's at most, in every piece of music from its start and in every window of a longer one.
    private static void AssertNoCopy(byte[] pitches)
    {
        var steps = StepsOf(pitches);
        bool[] isCopied = [.. Enumerable.Range(0, steps.Length - 7).Select(at => _grams.PiecesWith(steps.AsSpan(at, 8)).Contains((ushort)1))];
        Assert.Contains(true, isCopied);
        for (var end = 1; end <= isCopied.Length; end++)
            Assert.InRange(isCopied[Math.Max(0, end - Window)..end].Count(copied => copied), 0, Math.Min(end, Window) / 10);
    }

    private static (Composer Composer, FakeNoteModel Model) Make(TrainingGrams? grams)
    {
        var model = new FakeNoteModel(_performed);
        return (new Composer(model, new ComposerOptions { Grams = grams, IsLoopGuarded = false }, new RandomSource(3)), model);
    }

    private static Note[] Follow(TrainingGrams? grams)
    {
        var (composer, model) = Make(grams);
        return Play(composer, model, 0, _tune.Length);
    }

    private static Note[] Play(Composer composer, FakeNoteModel model, int from, int to) =>
        [.. Enumerable.Range(from, to - from).Select(i => Compose(composer, model, _tune[i], isNewOnset: true))];

    // A model that knows the tune by heart: its next pitch is all but certain.
    private static Note Compose(Composer composer, FakeNoteModel model, byte pitch, bool isNewOnset)
    {
        model.ChordBias = isNewOnset ? -100 : 100;
        model.PitchLogits = [.. Enumerable.Range(0, 128).Select(p => p == pitch ? 40f : p is >= 40 and < 100 ? 0 : -40)];
        Assert.True(composer.TryNext(out var note));
        return note;
    }
}
