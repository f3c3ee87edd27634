namespace MusicGen.Core.Tests;

public sealed class MatchMemoryTests
{
    private static readonly Vocabulary Remembering = NoteCodec.CreateVocabulary(TimeBase.Performed, matches: true);
    private static readonly int[] Theme = [60, 64, 67, 72, 71, 65, 62, 59, 57, 69, 66, 74];

    [Fact]
    public void NothingIsExpectedOfWhatIsNew()
    {
        var memory = new MatchMemory(TimeBase.Performed);
        foreach (var pitch in new[] { 60, 61, 63, 66, 70, 75, 81, 88, 96, 105 }) Play(memory, pitch);

        Assert.All(MatchMemory.FieldsOf(TimeBase.Performed), field => Assert.Equal(0, memory.ValueOf(field.Name)));
        Assert.Equal(-1, memory.ValueOf(FieldNames.SecondLast));
    }

    [Theory]
    [InlineData(0, 4)]
    [InlineData(5, 6)]
    [InlineData(-7, 6)]
    public void AThemeThatComesAgainIsExpectedToGoOnAsItDidInAnyKey(int transpose, int known)
    {
        var memory = new MatchMemory(TimeBase.Performed);
        for (var i = 0; i < Theme.Length; i++) memory.Add(Theme[i], 20 * i, 10 + i, i);
        var trust = 0;
        for (var i = 0; i < Theme.Length - 3; i++)
        {
            memory.Add(Theme[i] + transpose, 1000 + 20 * i, 5, 31);
            if (i + 1 < known) continue;
            Assert.Equal(Theme[i + 1] + transpose + 1, memory.ValueOf(FieldNames.Match));
            Assert.Equal(Theme[i + 2] + transpose + 1, memory.ValueOf(FieldNames.SecondMatch));
            Assert.Equal(Theme[i + 3] + transpose + 1, memory.ValueOf(FieldNames.ThirdMatch));
            Assert.Equal(1 + TimeGrid.Performed.BinOf(20), memory.ValueOf(FieldNames.MatchShift));
            Assert.Equal(1 + TimeGrid.Performed.BinOf(10 + i + 1), memory.ValueOf(FieldNames.MatchDuration));
            Assert.Equal(1 + i + 1, memory.ValueOf(FieldNames.MatchVelocity));
            Assert.InRange(memory.ValueOf(FieldNames.MatchTrust), Math.Max(trust, transpose == 0 ? 1 : 11), transpose == 0 ? 10 : 20);
            Assert.Equal(transpose != 0, memory.IsTransposed);
            trust = memory.ValueOf(FieldNames.MatchTrust);
        }

        Assert.True(trust > (transpose == 0 ? 2 : 12));
    }

    [Fact]
    public void ChordsMayComeInAnotherOrderAndANoteMayBeWrong()
    {
        int[] first = [48, 60, 64, 67, 50, 62, 65, 69, 52, 59, 64, 68, 53, 57, 60, 69, 55, 58, 62, 71];
        int[] again = [60, 48, 67, 64, 62, 50, 65, 69, 59, 52, 61, 64, 68, 57, 53, 69, 60];
        var memory = new MatchMemory(TimeBase.Performed);
        foreach (var pitch in first) Play(memory, pitch);
        foreach (var pitch in again) Play(memory, pitch);

        Assert.Equal([56, 59, 63], new[] { FieldNames.Match, FieldNames.SecondMatch, FieldNames.ThirdMatch }.Select(memory.ValueOf));
    }

    [Fact]
    public void WhatGoesOnOtherwiseLosesItsTrustAndIsGivenUp()
    {
        var memory = new MatchMemory(TimeBase.Performed);
        foreach (var pitch in Theme) Play(memory, pitch);
        foreach (var pitch in Theme[..8]) Play(memory, pitch);
        var trust = memory.ValueOf(FieldNames.MatchTrust);
        Assert.NotEqual(0, trust);

        Play(memory, 20);
        Play(memory, 21);
        Assert.InRange(memory.ValueOf(FieldNames.MatchTrust), 1, trust - 1);
        foreach (var pitch in new[] { 23, 26, 30, 35, 41, 48 }) Play(memory, pitch);
        Assert.Equal(0, memory.ValueOf(FieldNames.MatchTrust));
    }

    [Fact]
    public void WhatCameFourTimesIsWorn()
    {
        var memory = new MatchMemory(TimeBase.Performed);
        int[] theme = [60, 67, 64, 71, 62, 69, 65, 72, 59, 66, 63, 70, 61, 68, 74, 58];
        var expected = new int[6];
        for (var time = 0; time < expected.Length; time++)
        {
            foreach (var pitch in theme)
            {
                if (memory.ValueOf(FieldNames.Match) == pitch + 1 && !memory.IsWorn) expected[time]++;
                Play(memory, pitch);
            }
        }

        Assert.Equal(0, expected[0]);
        Assert.All(expected[1..4], count => Assert.InRange(count, 11, 16));
        Assert.All(expected[4..], count => Assert.InRange(count, 0, 6));
    }

    [Fact]
    public void APitchThatNoKeyboardHasIsNotExpected()
    {
        var memory = new MatchMemory(TimeBase.Performed);
        foreach (var pitch in Theme) Play(memory, pitch + 40);
        foreach (var pitch in Theme[..9]) Play(memory, pitch + 55);

        Assert.Equal(Theme[9] + 55 + 1, memory.ValueOf(FieldNames.Match));
        Assert.Equal(Theme[10] + 55 + 1, memory.ValueOf(FieldNames.SecondMatch));
        Assert.Equal(0, memory.ValueOf(FieldNames.ThirdMatch));
        Assert.InRange(memory.ValueOf(FieldNames.MatchTrust), 11, 20);
    }

    [Fact]
    public void ANewPieceKnowsNothingOfTheLastAndGoingBackKnowsAgain()
    {
        var memory = new MatchMemory(TimeBase.Performed);
        foreach (var pitch in Theme) Play(memory, pitch);
        foreach (var pitch in Theme[..6]) Play(memory, pitch);
        var then = new long[MatchMemory.StateLength];
        memory.Save(then);
        var expected = Values(memory);
        Assert.Equal(Theme[6] + 1, expected[0]);

        memory.Begin();
        Assert.All(Values(memory), value => Assert.Equal(0, value));
        foreach (var pitch in Theme[..8])
        {
            Play(memory, pitch);
            Assert.All(Values(memory), value => Assert.Equal(0, value));
        }

        memory.Load(then);
        Assert.Equal(expected, Values(memory));
        Play(memory, Theme[6]);
        Assert.Equal(Theme[7] + 1, memory.ValueOf(FieldNames.Match));
    }

    [Fact]
    public void ItGoesOnForeverAndKnowsOnlyWhatIsWithinReach()
    {
        var memory = new MatchMemory(TimeBase.Performed);
        var random = new RandomSource(5);
        foreach (var pitch in Theme) Play(memory, pitch);
        for (var i = 0; i < MatchMemory.Reach; i++) Play(memory, 90 + (int)(random.NextDouble() * 30));
        foreach (var pitch in Theme[..5]) Play(memory, pitch);
        Assert.NotEqual(Theme[5] + 1, memory.ValueOf(FieldNames.Match));

        for (var i = 0; i < 3 * MatchMemory.Reach; i++) Play(memory, Theme[i % Theme.Length]);
        Assert.Equal(Theme[0] + 1, memory.ValueOf(FieldNames.Match));
        Assert.Equal(10, memory.ValueOf(FieldNames.MatchTrust));
    }

    [Fact]
    public void RememberingTakesNoMemoryBesides()
    {
        var memory = new MatchMemory(TimeBase.Performed);
        var state = new long[MatchMemory.StateLength];

        Assert.Equal(0, Allocation.BytesOf(PlayMany, PlayMany));

        void PlayMany()
        {
            for (var i = 0; i < 1000; i++)
            {
                memory.Save(state);
                Play(memory, Theme[i * 7 % Theme.Length]);
                if (i % 3 == 0) memory.Load(state);
            }
        }
    }

    [Fact]
    public void AComposerTellsItsModelWhatItExpectsAndAgainAfterARewind()
    {
        var model = new FakeNoteModel(Remembering) { Seen = [], PitchLogits = [.. Enumerable.Range(0, 128).Select(pitch => pitch is 60 or 62 or 64 or 65 or 67 or 69 ? 0f : -100)] };
        var composer = new Composer(model, new ComposerOptions(), new RandomSource(3));
        var memory = new MatchMemory(TimeBase.Performed);
        var transposed = 0;
        for (var i = 0; i < 240; i++)
        {
            Assert.True(composer.TryNext(out var note));
            if (memory.IsTransposed) transposed++;
            Assert.Equal(memory.IsWorn || memory.IsTransposed ? new int[MatchMemory.FieldsOf(TimeBase.Performed).Count] : Values(memory), MatchMemory.FieldsOf(TimeBase.Performed).Select(field => ValueIn(model.Seen[i], field.Name)));
            memory.Add(note.Pitch, note.OnsetTicks / 10, note.DurationTicks / 10, VelocityBins.BinOf(note.Velocity));
        }

        var first = model.Seen.ToArray();
        Assert.True(first.Count(inputs => ValueIn(inputs, FieldNames.Match) > 0) > 20);
        Assert.InRange(transposed, 1, 239);
        model.Seen.Clear();
        composer.Rewind(20);
        for (var i = 0; i < 20; i++) composer.TryNext(out _);
        Assert.Equal(first[220..], model.Seen);
    }

    [Theory]
    [InlineData("nothing", true)]
    [InlineData("the register it is in", true)]
    [InlineData("two octaves up", false)]
    [InlineData("another key", false)]
    public void AComposerDoesNotTellOfThePastWhileAWishIsNotFollowed(string wish, bool isTold)
    {
        var model = new FakeNoteModel(Remembering) { Seen = [], PitchLogits = [.. Enumerable.Range(0, 128).Select(pitch => pitch is 60 or 62 or 64 ? 0f : -100)] };
        var steering = wish switch
        {
            "the register it is in" => new Steering { Register = Controls.RegisterWish(62) },
            "two octaves up" => new Steering { Register = Controls.RegisterWish(86) },
            "another key" => new Steering { Key = Controls.KeyValue(6, isMinor: false) },
            _ => Steering.None,
        };
        var composer = new Composer(model, new ComposerOptions { Steering = steering }, new RandomSource(3));

        for (var i = 0; i < 60; i++) Assert.True(composer.TryNext(out _));

        Assert.Equal(isTold, model.Seen.Skip(10).Any(inputs => ValueIn(inputs, FieldNames.Match) > 0));
    }

    private static void Play(MatchMemory memory, int pitch) => memory.Add(pitch, 0, 10, 16);

    private static int[] Values(MatchMemory memory) => [.. MatchMemory.FieldsOf(TimeBase.Performed).Select(field => memory.ValueOf(field.Name))];

    private static int ValueIn(int[] inputs, string field) => inputs[Remembering.OutputFields.Count + Remembering.ContextIndex(field)];
}
