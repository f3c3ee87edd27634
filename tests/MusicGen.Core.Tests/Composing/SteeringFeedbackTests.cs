namespace MusicGen.Core.Tests.Composing;

/// <summary>Wishes with a model that has no idea of them.</summary>
public sealed class SteeringFeedbackTests
{
    private const int Density = 0, Register = 1, Dynamics = 2, Polyphony = 3;
    private static readonly Vocabulary Performed = NoteCodec.CreateVocabulary(TimeBase.Performed);

    [Theory]
    [InlineData(Density, 3)]
    [InlineData(Density, 7)]
    [InlineData(Register, 3)]
    [InlineData(Register, 9)]
    [InlineData(Dynamics, 4)]
    [InlineData(Dynamics, 9)]
    [InlineData(Polyphony, 2)]
    [InlineData(Polyphony, 7)]
    public void MusicComesToTheLevelWished(int wish, int level)
    {
        var free = Positions(ComposerTests.Compose(Make(Steering.None), 2000))[wish];
        var steered = Positions(ComposerTests.Compose(Make(Wish(wish, level)), 2000))[wish];

        Assert.True(Math.Abs(free - (level - 0.5)) > 0.7, $"The music without a wish is there already, at {free}.");
        Assert.InRange(steered, level - 1.1, level + 0.1);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(8.5)]
    [InlineData(9)]
    public void WishBetweenTwoLevelsIsMetBetweenThem(double level)
    {
        var steered = Positions(ComposerTests.Compose(Make(new Steering { Register = level }), 8000))[Register];

        Assert.InRange(steered, level - 0.7, level - 0.3);
    }

    [Theory]
    [InlineData(-100)]
    [InlineData(2)]
    [InlineData(4)]
    public void DensityIsNotesASecondWhateverTheChords(float chordBias)
    {
        var model = new FakeNoteModel(Performed) { ChordBias = chordBias };
        var composer = ComposerTests.Make(model, new ComposerOptions { Steering = Wish(Density, 7), IsLoopGuarded = false });

        var notes = ComposerTests.Compose(composer, 4000).Skip(500).ToArray();

        var perSecond = notes.Length / ((notes[^1].OnsetTicks - notes[0].OnsetTicks) / 1000.0);
        Assert.InRange(Controls.DensityWish(perSecond), 6.7, 7.3);
        Assert.InRange(notes.GroupBy(note => note.OnsetTicks).Max(chord => chord.Count()), 1, 16);
    }

    [Theory]
    [InlineData(3, false)]
    [InlineData(11, true)]
    [InlineData(6, false)]
    public void MusicComesToTheKeyWished(int tonic, bool isMinor)
    {
        var key = Controls.KeyValue(tonic, isMinor);

        var notes = ComposerTests.Compose(Make(new Steering { Key = key }), 1000);

        Assert.Equal(key, Controls.MeasureKey(notes));
    }

    [Fact]
    public void SameNotesComeAfterARewind()
    {
        var composer = Make(new Steering { Density = 8, Register = 9, Dynamics = 3, Polyphony = 6, Key = 4 });
        ComposerTests.Compose(composer, 300);
        var once = ComposerTests.Compose(composer, 100);

        composer.Rewind(100);

        Assert.Equal(once, ComposerTests.Compose(composer, 100));
    }

    [Fact]
    public void SameNotesComeAfterARewindToWhatSomebodyElsePlayed()
    {
        var composer = Make(new Steering { Density = 8, Register = 9, Polyphony = 6, Key = 4 });
        var before = ComposerTests.Compose(composer, 300);
        composer.Hear(before[^1] with { OnsetTicks = before[^1].OnsetTicks + 500 });
        var once = ComposerTests.Compose(composer, 50);

        composer.Rewind(50);

        Assert.Equal(once, ComposerTests.Compose(composer, 50));
    }

    [Theory]
    [InlineData(-2.5f, true)]
    [InlineData(-3.5f, false)]
    public void PitchThatTheModelFindsUnlikelyIsNotChosenForAWish(float logit, bool isChosen)
    {
        var logits = new float[128];
        Array.Fill(logits, -100);
        logits[60] = 0;
        logits[84] = logit;
        var model = new FakeNoteModel(Performed) { PitchLogits = logits, ChordBias = -100 };
        var composer = ComposerTests.Make(model, new ComposerOptions { Steering = Wish(Register, 10), IsLoopGuarded = false });

        var high = ComposerTests.Compose(composer, 400).Count(note => note.Pitch == 84);

        Assert.Equal(isChosen, high > 200);
        Assert.True(isChosen || high == 0, $"{high} notes of a pitch that was to stay out");
    }

    [Fact]
    public void TimeInWhichSomebodyElsePlaysIsNoRestToMakeUpFor()
    {
        var composer = Make(Wish(Density, 5));
        var before = ComposerTests.Compose(composer, 500);
        var key = before[^1];
        for (var i = 1; i <= 10; i++) composer.Hear(key with { OnsetTicks = key.OnsetTicks + i * 2000, DurationTicks = 500 });

        var answer = ComposerTests.Compose(composer, Controls.WindowNotes);

        var positions = new double[4];
        Controls.Measure(answer, 1000, positions.AsSpan());
        Assert.InRange(positions[Density], 3, 6);
    }

    [Fact]
    public void DrumsKeepTheirSoundsWhateverIsWished()
    {
        var ensemble = NoteCodec.CreateVocabulary(TimeBase.Performed, instruments: true);
        var options = new ComposerOptions { Steering = Wish(Register, 12), IsLoopGuarded = false };

        var notes = ComposerTests.Compose(ComposerTests.Make(new FakeNoteModel(ensemble), options), 3000);

        Assert.InRange(notes.Where(note => note.IsDrum).Average(note => note.Pitch), 55, 72);
        Assert.True(notes.Where(note => !note.IsDrum).Average(note => note.Pitch) > 75);
    }

    [Fact]
    public void ComposingWithWishesDoesNotAllocate()
    {
        var composer = Make(new Steering { Density = 8, Register = 9, Dynamics = 3, Polyphony = 6, Key = 4 });

        var bytes = Allocation.BytesOf(() => ComposerTests.Compose(composer, 300), () =>
        {
            for (var i = 0; i < 100; i++) composer.TryNext(out _);
        });

        Assert.Equal(0, bytes);
    }

    private static Composer Make(Steering steering) => ComposerTests.Make(new FakeNoteModel(Performed), new ComposerOptions { Steering = steering, IsLoopGuarded = false });

    private static Steering Wish(int wish, int level) => wish switch
    {
        Density => new Steering { Density = level },
        Register => new Steering { Register = level },
        Dynamics => new Steering { Dynamics = level },
        _ => new Steering { Polyphony = level },
    };

    // On the scale of levels, the mean over the windows that the wishes are measured in; what comes first is on its way still.
    private static double[] Positions(Note[] notes)
    {
        var windows = notes.Skip(200).Chunk(Controls.WindowNotes).Select(window =>
        {
            var positions = new double[4];
            Controls.Measure(window, 1000, positions.AsSpan());
            return positions;
        }).ToArray();
        return [.. Enumerable.Range(0, 4).Select(wish => windows.Average(positions => positions[wish]))];
    }
}
