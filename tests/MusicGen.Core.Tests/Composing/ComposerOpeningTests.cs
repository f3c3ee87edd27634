namespace MusicGen.Core.Tests.Composing;

/// <summary>Openings composed before anybody asked are the music that would have come anyway, and cost nothing when it is asked for.</summary>
public sealed class ComposerOpeningTests
{
    private static readonly Vocabulary Performed = NoteCodec.CreateVocabulary(TimeBase.Performed);

    private static readonly Note[] Seed = [new Note(0, 200, 60, 80), new Note(250, 200, 64, 80), new Note(500, 200, 67, 80)];

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void PreparedPieceIsTheOneThatWouldHaveCome(int seedNotes)
    {
        var (plain, _) = Make();
        var (prepared, model) = Make();
        plain.Reset(0);
        plain.Prime(Seed.AsSpan(0, seedNotes));

        prepared.PrepareOpening(0, Seed.AsSpan(0, seedNotes), 8);
        var forwards = model.ForwardCount;
        Assert.True(prepared.TryBeginOpening(0, Seed.AsSpan(0, seedNotes)));
        var opening = Compose(prepared, 8);

        Assert.Equal(forwards, model.ForwardCount);
        Assert.Equal(Compose(plain, 8), opening);
        Assert.Equal(Compose(plain, 40), Compose(prepared, 40));
    }

    [Fact]
    public void AnotherComposerOfTheModelGoesOnUndisturbed()
    {
        var model = new FakeNoteModel(Performed);
        var playing = new Composer(model, new ComposerOptions(), new RandomSource(1));
        var waiting = new Composer(model, new ComposerOptions(), new RandomSource(2));
        var (alone, _) = Make(1);
        alone.Reset(0);
        playing.Reset(0);
        var expected = Compose(alone, 20);

        var notes = Compose(playing, 10).ToList();
        waiting.PrepareOpening(0, [], 8);
        notes.AddRange(Compose(playing, 10));

        Assert.Equal(expected, notes);
        var (same, _) = Make(2);
        same.Reset(0);
        Assert.Equal(Compose(same, 20), Compose(waiting, 20));
    }

    [Fact]
    public void OtherSteeringLetsTheNotesGoAndTheSeedStays()
    {
        var steering = new Steering { LowestPitch = 70, HighestPitch = 90 };
        var (plain, _) = Make();
        plain.Reset(0);
        plain.Prime(Seed);
        plain.Steering = steering;
        var (prepared, model) = Make();

        prepared.PrepareOpening(0, Seed, 8);
        model.Reset();
        prepared.Steering = steering;

        Assert.False(prepared.IsOpeningReady);
        Assert.Equal(Compose(plain, 20), Compose(prepared, 20));
    }

    [Fact]
    public void RewoundOpeningComesAgain()
    {
        var (composer, _) = Make();
        composer.PrepareOpening(0, [], 8);
        var notes = Compose(composer, 12);

        composer.RewindTo(4);

        Assert.Equal(notes[4..], Compose(composer, 8));
    }

    [Fact]
    public void OpeningBehindAPieceThatWasTakenBackGoesOnAsItself()
    {
        var (plain, _) = Make();
        var (prepared, _) = Make();
        foreach (var composer in new[] { plain, prepared })
        {
            Compose(composer, 60);
            composer.RewindTo(40);
        }

        plain.Reset(0);
        prepared.PrepareOpening(0, [], 8);

        Assert.Equal(Compose(plain, 30), Compose(prepared, 30));
    }

    [Fact]
    public void KeyHeardAtTheOpeningIsHeardFromTheStartOfThePiece()
    {
        var (plain, _) = Make();
        plain.Reset(0);
        plain.Hear(new Note(100, 200, 62, 80));
        var (prepared, model) = Make();

        prepared.PrepareOpening(0, [], 8);
        model.Forward([1, 1, 1, 1, 0, 0, 0, 0]);
        prepared.Hear(new Note(100, 200, 62, 80));

        Assert.Equal(Compose(plain, 20), Compose(prepared, 20));
    }

    [Fact]
    public void OpeningOfAnotherSeedIsNotTaken()
    {
        var (composer, _) = Make();
        composer.PrepareOpening(0, Seed, 4);

        Assert.False(composer.TryBeginOpening(0, []));
        Assert.False(composer.TryBeginOpening(100, Seed));
        Assert.True(composer.TryBeginOpening(0, Seed));
    }

    private static (Composer Composer, FakeNoteModel Model) Make(long randomSeed = 5)
    {
        var model = new FakeNoteModel(Performed);
        return (new Composer(model, new ComposerOptions(), new RandomSource(randomSeed)), model);
    }

    private static Note[] Compose(Composer composer, int count)
    {
        var notes = new Note[count];
        for (var i = 0; i < count; i++) Assert.True(composer.TryNext(out notes[i]));
        return notes;
    }
}
