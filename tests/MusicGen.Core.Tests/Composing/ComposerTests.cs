namespace MusicGen.Core.Tests.Composing;

public sealed class ComposerTests
{
    private static readonly Vocabulary Performed = NoteCodec.CreateVocabulary(TimeBase.Performed);

    [Fact]
    public void FirstStepIsFedStartValuesAndNothingSaid()
    {
        var model = new FakeNoteModel(Performed) { Seen = [] };
        var composer = Make(model);

        composer.TryNext(out _);

        Assert.Equal([148, 128, 147, 32, 0, 0, 0, 0], model.Seen.Single());
    }

    [Fact]
    public void EveryFurtherStepIsFedTheNoteBefore()
    {
        var model = new FakeNoteModel(Performed) { Seen = [] };
        var composer = Make(model);
        var codec = composer.Codec;

        var notes = Compose(composer, 40);

        var values = new int[4];
        for (var i = 1; i < notes.Length; i++)
        {
            codec.Encode(notes[i - 1], i > 1 ? notes[i - 2].OnsetTicks : 0, values);
            Assert.Equal(values, model.Seen[i][..4]);
        }
    }

    [Fact]
    public void SteeringLevelsAreFedAsControls()
    {
        var model = new FakeNoteModel(Performed) { Seen = [] };
        var composer = Make(model);
        composer.Steering = new Steering { Density = 3, Register = 4, Dynamics = 5, Polyphony = 12 };

        composer.TryNext(out _);

        Assert.Equal([3, 4, 5, 12], model.Seen.Single()[4..]);
    }

    [Fact]
    public void MetricModelIsFedThePositionInTheBar()
    {
        var model = new FakeNoteModel(NoteCodec.CreateVocabulary(TimeBase.Metric, controls: false)) { Seen = [] };
        var composer = Make(model, new ComposerOptions { MetreNumerator = 3, MinimumPieceNotes = 0 });
        composer.Reset(1000);

        var notes = Compose(composer, 100);

        Assert.Equal(1, model.Seen[0][4]);
        for (var i = 1; i < notes.Length; i++)
            Assert.Equal((notes[i - 1].OnsetTicks - 1000) % 1440 / 20 + 1, model.Seen[i][4]);
    }

    [Fact]
    public void OnsetsNeverGoBackAndNotesAreWhole()
    {
        var notes = Compose(Make(new FakeNoteModel(Performed)), 2000);

        for (var i = 1; i < notes.Length; i++) Assert.True(notes[i].OnsetTicks >= notes[i - 1].OnsetTicks);
        Assert.All(notes, n => Assert.InRange(n.DurationTicks, 10, 16_000));
        Assert.All(notes, n => Assert.InRange(n.Velocity, 1, 127));
        Assert.All(notes, n => Assert.InRange(n.Pitch, 0, 127));
    }

    [Fact]
    public void SameSeedSameNotes()
    {
        Note[] Piece(long seed) => Compose(new Composer(new FakeNoteModel(Performed), new ComposerOptions(), new RandomSource(seed)), 300);

        Assert.Equal(Piece(5), Piece(5));
        Assert.NotEqual(Piece(5), Piece(6));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    [InlineData(255)]
    public void AfterARewindTheSameNotesComeAgain(int back)
    {
        var composer = Make(new FakeNoteModel(Performed));
        var first = Compose(composer, 700);

        Assert.Equal(back, composer.Rewind(back));
        Assert.Equal(700 - back, composer.NextIndex);
        var again = Compose(composer, back + 50);

        Assert.Equal(first[^back..], again[..back]);
        Assert.Equal(750, composer.NextIndex);
    }

    [Fact]
    public void RewindGoesNoFurtherThanItRemembers()
    {
        var composer = Make(new FakeNoteModel(Performed), new ComposerOptions { RewindNotes = 16 });
        var first = Compose(composer, 100);

        Assert.Equal(16, composer.Rewind(50));
        Assert.Equal(first[^16..], Compose(composer, 16));
    }

    [Fact]
    public void PieceThatHasGoneOnForMinutesEnds()
    {
        // Alone it would end after e^30 notes.
        var composer = Make(new FakeNoteModel(Performed) { EndBias = -30 });
        var last = default(Note);

        for (var i = 0; i < 100_000 && composer.TryNext(out var note); i++) last = note;

        Assert.True(composer.IsEnded);
        Assert.InRange(last.OnsetTicks / 1000.0, 240, 240 + 20 * 40);
    }

    [Fact]
    public void RewindOfNothingAtTheStartIsNothing()
    {
        var composer = Make(new FakeNoteModel(Performed));

        Assert.Equal(0, composer.Rewind(10));
        Assert.Equal(0, composer.NextIndex);
    }

    [Fact]
    public void RewindGoesBackOverTheStartOfAPiece()
    {
        var composer = Make(new FakeNoteModel(Performed));
        var before = Compose(composer, 20);
        composer.Reset(50_000);
        var after = Compose(composer, 20);

        composer.RewindTo(20);
        Assert.Equal(after, Compose(composer, 20));
        composer.RewindTo(10);

        Assert.Equal(before[10..], Compose(composer, 10));
        Assert.True(after[0].OnsetTicks >= 50_000);
    }

    [Fact]
    public void RewindAfterTheEndTakesTheEndBack()
    {
        var composer = Make(new FakeNoteModel(Performed) { EndBias = 100 }, new ComposerOptions { MinimumPieceNotes = 5 });
        Compose(composer, 5);
        Assert.False(composer.TryNext(out _));
        Assert.True(composer.IsEnded);
        Assert.False(composer.TryNext(out _));

        composer.Rewind(2);

        Assert.False(composer.IsEnded);
        Compose(composer, 2);
        Assert.False(composer.TryNext(out _));
    }

    [Fact]
    public void NoPieceEndsBeforeItsMinimum()
    {
        var composer = Make(new FakeNoteModel(Performed) { EndBias = 1000 }, new ComposerOptions { MinimumPieceNotes = 17 });
        var count = 0;
        while (composer.TryNext(out _)) count++;

        Assert.Equal(17, count);
    }

    [Fact]
    public void EveryPieceEndsAtItsMaximum()
    {
        var composer = Make(new FakeNoteModel(Performed), new ComposerOptions { MaximumPieceNotes = 40 });
        for (var piece = 0; piece < 3; piece++)
        {
            var count = 0;
            while (composer.TryNext(out _)) count++;
            Assert.Equal(40, count);
            composer.Reset(composer.LastOnsetTicks);
        }
    }

    [Fact]
    public void PrimingGivesTheStateOfHavingComposedTheSeed()
    {
        var composer = Make(new FakeNoteModel(Performed));
        var notes = Compose(composer, 60);
        var primed = Make(new FakeNoteModel(Performed));

        primed.Prime(notes.AsSpan(0, 30));
        var continued = Compose(primed, 30);

        Assert.Equal(30, primed.NextIndex);
        Assert.True(continued[0].OnsetTicks >= notes[29].OnsetTicks);
        Assert.Equal(GreedyAfter(notes, rewound: true), GreedyAfter(notes, rewound: false));

        // Greedy needs no random numbers, so both ways to the same state must give the same notes.
        static Note[] GreedyAfter(Note[] notes, bool rewound)
        {
            var composer = Make(new FakeNoteModel(Performed));
            if (rewound)
            {
                Compose(composer, 60);
                composer.RewindTo(30);
            }
            else
            {
                composer.Prime(notes.AsSpan(0, 30));
            }

            composer.Sampling = SamplingOptions.Same(Performed, FieldSampling.Greedy);
            return Compose(composer, 20);
        }
    }

    [Fact]
    public void ComposingDoesNotAllocate()
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Metric, instruments: true);
        var composer = Make(new FakeNoteModel(vocabulary), new ComposerOptions
        {
            Sampling = SamplingOptions.Same(vocabulary, new FieldSampling(0.9, 40, 0.95)),
            Steering = new Steering { PitchClasses = 0b101010110101, LowestPitch = 30 },
        });
        void ComposeMany()
        {
            for (var i = 0; i < 2000; i++) composer.TryNext(out _);
            composer.Rewind(100);
        }

        Assert.Equal(0, Allocation.BytesOf(ComposeMany, ComposeMany));
    }

    internal static Composer Make(FakeNoteModel model, ComposerOptions? options = null) =>
        new(model, options ?? new ComposerOptions(), new RandomSource(1));

    internal static Note[] Compose(Composer composer, int count)
    {
        var notes = new Note[count];
        for (var i = 0; i < count; i++) Assert.True(composer.TryNext(out notes[i]));
        return notes;
    }
}
