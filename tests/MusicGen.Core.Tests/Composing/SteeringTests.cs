namespace MusicGen.Core.Tests.Composing;

public sealed class SteeringTests
{
    private static readonly Vocabulary Performed = NoteCodec.CreateVocabulary(TimeBase.Performed);
    private static readonly Vocabulary Ensemble = NoteCodec.CreateVocabulary(TimeBase.Performed, instruments: true);

    [Fact]
    public void PitchesOutsideScaleAndRangeCannotHappen()
    {
        var steering = new Steering { PitchClasses = 0b101010110101, LowestPitch = 48, HighestPitch = 72 };

        var notes = Compose(Performed, steering, 10_000);

        Assert.All(notes, n => Assert.True(n.Pitch is >= 48 and <= 72 && (0b101010110101 >> n.Pitch % 12 & 1) != 0));
        Assert.Equal(15, notes.Select(n => n.Pitch).Distinct().Count());
    }

    [Fact]
    public void OnePitchAloneIsPossible()
    {
        var notes = Compose(Performed, new Steering { LowestPitch = 60, HighestPitch = 60 }, 500, chordBias: 10);

        Assert.All(notes, n => Assert.Equal(60, n.Pitch));
    }

    [Fact]
    public void ScaleDoesNotBindDrums()
    {
        var notes = Compose(Ensemble, new Steering { LowestPitch = 60, HighestPitch = 60 }, 2000);

        Assert.All(notes.Where(n => !n.IsDrum), n => Assert.Equal(60, n.Pitch));
        Assert.True(notes.Where(n => n.IsDrum).Select(n => n.Pitch).Distinct().Count() > 20);
    }

    [Fact]
    public void OnlyAllowedInstrumentsSound()
    {
        var notes = Compose(Ensemble, new Steering { Instruments = 1 << 4 | 1 << 16 }, 2000);

        Assert.Equal([(byte)4, Note.DrumChannel], notes.Select(n => n.Channel).Distinct().Order());
        Assert.Equal([(byte)0, (byte)32], notes.Select(n => n.Program).Distinct().Order());
    }

    [Fact]
    public void FamiliesHaveChannelsOfTheirOwnApartFromDrums()
    {
        var notes = Compose(Ensemble, Steering.None, 5000);

        Assert.Equal(Enumerable.Range(0, 16), notes.Select(n => (int)n.Channel).Distinct().Order());
        Assert.All(notes.Where(n => n.Channel < 9), n => Assert.Equal(n.Channel * 8, n.Program));
        Assert.All(notes.Where(n => n.Channel is > 9 and < 15), n => Assert.Equal((n.Channel - 1) * 8, n.Program));
    }

    [Fact]
    public void LongestNoteHoldsInSecondsAsHeard()
    {
        Assert.Equal(495, Longest(new Steering { MaxNoteSeconds = 0.5 }), 15.0);
        Assert.Equal(990, Longest(new Steering { MaxNoteSeconds = 0.5, TempoFactor = 2 }), 30.0);

        static double Longest(Steering steering) => Compose(Performed, steering, 3000).Max(n => n.DurationTicks);
    }

    [Fact]
    public void LongestRestHolds()
    {
        var notes = Compose(Performed, new Steering { MaxRestSeconds = 1 }, 3000);

        Assert.True(notes.Zip(notes.Skip(1)).Max(p => p.Second.OnsetTicks - p.First.OnsetTicks) <= 1000);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void NoOnsetHasMoreNotesThanThePolyphony(int most)
    {
        var notes = Compose(Performed, new Steering { MaxPolyphony = most }, 3000, chordBias: 20);

        Assert.Equal(most, notes.GroupBy(n => n.OnsetTicks).Max(g => g.Count()));
    }

    [Fact]
    public void NoPitchIsStruckTwiceAtOneOnset()
    {
        var notes = Compose(Performed, new Steering { LowestPitch = 60, HighestPitch = 67, MaxPolyphony = 6 }, 3000, chordBias: 20);

        Assert.All(notes.GroupBy(n => (n.OnsetTicks, n.Pitch)), g => Assert.Single(g));
    }

    [Fact]
    public void VelocityFactorChangesWhatSoundsAndNotWhatIsFed()
    {
        var loud = Compose(Performed, Steering.None, 100);
        var soft = Compose(Performed, new Steering { VelocityFactor = 0.5 }, 100);

        Assert.Equal(loud.Select(n => n with { Velocity = (byte)Math.Clamp(Math.Round(n.Velocity * 0.5), 1, 127) }), soft);
    }

    [Fact]
    public void TemperatureFactorZeroIsGreedy()
    {
        Note[] Greedy(long seed)
        {
            var options = new ComposerOptions { Steering = new Steering { TemperatureFactor = 0 } };
            return ComposerTests.Compose(new Composer(new FakeNoteModel(Performed), options, new RandomSource(seed)), 50);
        }

        Assert.Equal(Greedy(1), Greedy(2));
    }

    [Fact]
    public void SteeringSetBetweenNotesHoldsFromTheNextOn()
    {
        var composer = ComposerTests.Make(new FakeNoteModel(Performed));
        ComposerTests.Compose(composer, 50);

        composer.Steering = new Steering { LowestPitch = 70, HighestPitch = 75 };

        Assert.All(ComposerTests.Compose(composer, 50), n => Assert.InRange(n.Pitch, 70, 75));
    }

    [Theory]
    [InlineData(0xFFF, 60, 59)]
    [InlineData(0b1, 61, 70)]
    [InlineData(0, 0, 127)]
    public void SteeringThatLeavesNoPitchIsRefused(int pitchClasses, int lowest, int highest)
    {
        var steering = new Steering { PitchClasses = pitchClasses, LowestPitch = lowest, HighestPitch = highest };

        Assert.Throws<ArgumentException>(steering.Check);
    }

    [Fact]
    public void ValuesOutOfRangeAreRefusedByName()
    {
        Assert.Contains("TempoFactor of 0.25", Refusal(new Steering { TempoFactor = 9 }), StringComparison.Ordinal);
        Assert.Contains("Density", Refusal(new Steering { Density = 13 }), StringComparison.Ordinal);
        Assert.Contains("VelocityFactor", Refusal(new Steering { VelocityFactor = double.NaN }), StringComparison.Ordinal);

        static string Refusal(Steering steering) => Assert.Throws<ArgumentException>(steering.Check).Message;
    }

    private static Note[] Compose(Vocabulary vocabulary, Steering steering, int count, float chordBias = 0) =>
        ComposerTests.Compose(
            ComposerTests.Make(new FakeNoteModel(vocabulary) { ChordBias = chordBias }, new ComposerOptions { Steering = steering, MinimumPieceNotes = int.MaxValue }), count);
}
