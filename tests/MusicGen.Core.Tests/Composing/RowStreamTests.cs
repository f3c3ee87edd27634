namespace MusicGen.Core.Tests.Composing;

public sealed class RowStreamTests
{
    private static readonly string[] _classes = ["60+64+67.1.2", "60.0.2", "62.1.1", "65+69.2.3", "64.1.2", "67.0.1", "71.1.2", "48+55.1.2", "R.0.0", "R.1.0", "72.0.3", "59.1.1"];

    public static TheoryData<string> Kinds => [.. _vocabularies.Keys];

    private static readonly Dictionary<string, Vocabulary> _vocabularies = new()
    {
        ["notes"] = NoteCodec.CreateVocabulary(TimeBase.Performed),
        ["metric notes"] = NoteCodec.CreateVocabulary(TimeBase.Metric),
        ["events"] = RowVocabularies.Events(),
        ["steps"] = RowVocabularies.Steps(hasVelocity: false),
        ["steps, mended"] = RowVocabularies.Steps(hasVelocity: true, hasEnd: true),
        ["classes"] = RowVocabularies.Classes(),
        ["classes, mended"] = RowVocabularies.Classes(isFull: true),
        ["joint"] = RowVocabularies.Joint(_classes),
        ["joint, mended"] = RowVocabularies.Joint(_classes, hasEnd: true),
        ["roll"] = RowVocabularies.Roll(),
        ["roll, mended"] = RowVocabularies.Roll(isFull: true),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void NotesComeInOrderAndWithinEveryRule(string kind)
    {
        var composer = Make(kind);
        composer.Steering = new Steering { PitchClasses = 0b1010_1011_0101, LowestPitch = 48, HighestPitch = 72, MaxPolyphony = 2, MaxNoteSeconds = 0.6, MaxRestSeconds = 1 };
        var ticks = composer.TicksPerSecond;

        var notes = Compose(composer, 400);

        Assert.Equal(400, notes.Length);
        Assert.All(notes, note => Assert.True(composer.Steering.AllowsPitch(note.Pitch)));
        Assert.All(notes, note => Assert.InRange(note.DurationTicks, 1, 0.6 * ticks));
        Assert.All(notes.Zip(notes.Skip(1)), pair => Assert.InRange(pair.Second.OnsetTicks - pair.First.OnsetTicks, 0, 1.01 * ticks));
        Assert.All(notes.GroupBy(note => note.OnsetTicks), onset => Assert.InRange(onset.Count(), 1, 2));
        Assert.All(notes.GroupBy(note => note.OnsetTicks), onset => Assert.Equal(onset.Count(), onset.Select(note => note.Pitch).Distinct().Count()));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void WhatIsTakenBackComesAgain(string kind)
    {
        var composer = Make(kind);
        Compose(composer, 100);
        var first = Compose(composer, 60);

        Assert.Equal(60, composer.Rewind(60));
        Assert.Equal(first, Compose(composer, 60));
        // From within a chord, too, and from where something is drawn ahead.
        for (var back = 1; back <= 12; back++)
        {
            composer.Rewind(back);
            Assert.Equal(first[^back..], Compose(composer, back));
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void SteeringIsInForceFromTheNextNoteOn(string kind)
    {
        var composer = Make(kind);
        Compose(composer, 50);

        composer.Steering = new Steering { PitchClasses = 1 << 4, LowestPitch = 64, HighestPitch = 64 };

        // A chord that has begun is finished.
        var chord = MostInARow(kind);
        Assert.All(Compose(composer, 20 + chord)[chord..], note => Assert.Equal(64, note.Pitch));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void APieceHasAnEndWhereTheModelKnowsOne(string kind)
    {
        var composer = Make(kind, new ComposerOptions { MinimumPieceNotes = 8, IsLoopGuarded = false });
        var knowsEnd = kind is not ("steps" or "classes" or "joint" or "roll");

        var count = 0;
        while (count < 5000 && composer.TryNext(out _)) count++;

        Assert.Equal(knowsEnd, composer.IsEnded);
        if (knowsEnd) Assert.InRange(count, 8, 4999);
        composer.Reset(composer.LastOnsetTicks / 1000 * 1000);
        Assert.True(composer.TryNext(out _));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void NoPieceIsLongerThanAsked(string kind)
    {
        var composer = Make(kind, new ComposerOptions { MaximumPieceNotes = 20 });

        var count = 0;
        while (composer.TryNext(out _)) count++;

        // A chord that was one row is finished.
        Assert.InRange(count, 20, 19 + Math.Max(1, MostInARow(kind)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ASeedAndKeysAreHeardAndMusicGoesOnFromThem(string kind)
    {
        var model = new FakeNoteModel(_vocabularies[kind]) { Seen = [] };
        var composer = new Composer(model, new ComposerOptions(), new RandomSource(5));
        var cell = composer.Codec.CellTicks;
        composer.Prime([new Note(0, 12 * cell, 60, 82), new Note(0, 24 * cell, 64, 82), new Note(12 * cell, 12 * cell, 67, 50)]);
        var afterSeed = model.ForwardCount;

        composer.Hear(new Note(24 * cell, 24 * cell, 62, 50));
        composer.Hear(new Note(48 * cell, 24 * cell, 60, 50));

        Assert.InRange(afterSeed, 1, 40);
        Assert.InRange(model.ForwardCount, afterSeed + 1, afterSeed + 40);
        Assert.Equal(2, composer.NextIndex);
        Assert.Equal(48 * cell, composer.LastOnsetTicks);
        var notes = Compose(composer, 30);
        Assert.True(notes[0].OnsetTicks >= 48 * cell);
        composer.RewindTo(1);
        composer.Hear(new Note(48 * cell, 24 * cell, 60, 50));
        Assert.Equal(notes, Compose(composer, 30));
    }

    [Theory]
    [InlineData("notes")]
    [InlineData("events")]
    [InlineData("steps, mended")]
    public void WhatIsExactAtTenMillisecondsComesBackAsItWas(string kind)
    {
        Note[] notes = [new(0, 300, 60, 82), new(0, 450, 64, 82), new(250, 100, 67, 50), new(400, 200, 60, 82), new(480, 130, 72, 102)];

        Assert.Equal(notes, ReadBack(_vocabularies[kind], notes));
    }

    [Fact]
    public void MendedClassesKeepOctavesChordsRestsAndVelocities()
    {
        const int Sixteenth = MusicalTime.Ppqn / 4;
        Note[] notes = [new(0, 4 * Sixteenth, 36, 82), new(0, 8 * Sixteenth, 64, 50), new(8 * Sixteenth, 2 * Sixteenth, 67, 50), new(24 * Sixteenth, 4 * Sixteenth, 100, 102)];

        Assert.Equal(notes, ReadBack(_vocabularies["classes, mended"], notes));
    }

    [Theory]
    [InlineData("roll")]
    [InlineData("roll, mended")]
    public void RollsKeepWhichKeysAreDownInEachStep(string kind)
    {
        Note[] notes = [new(0, 300, 60, 82), new(0, 450, 64, 82), new(250, 100, 67, 82), new(6000, 200, 60, 82), new(6150, 100, 21, 82), new(6150, 50, 108, 82)];

        var back = ReadBack(_vocabularies[kind], notes);

        // Of more than four seconds of silence four are written.
        var cut = 6000 - 450 - 4000;
        Assert.Equal(notes.Select(note => note.OnsetTicks < 6000 ? note : note with { OnsetTicks = note.OnsetTicks - cut }).Select(note => note with { Velocity = 0 }), back.Select(note => note with { Velocity = 0 }));
        Assert.All(back, note => Assert.InRange(note.Velocity, 80, 82));
    }

    [Theory]
    [InlineData(110, 120)]
    [InlineData(3, 9)]
    public void RangeBeyondThePianoIsKeptByRollsToo(int lowest, int highest)
    {
        var composer = Make("roll");
        composer.Steering = new Steering { LowestPitch = lowest, HighestPitch = highest, MaxRestSeconds = 1 };

        Assert.All(Compose(composer, 50), note => Assert.InRange(note.Pitch, lowest, highest));
    }

    [Fact]
    public void ARestThatIsTooLongEndsWithinTheLimitOfNotesTogether()
    {
        var model = new FakeNoteModel(_vocabularies["roll"]);
        var composer = new Composer(model, new ComposerOptions { MinimumPieceNotes = int.MaxValue, Sampling = SamplingOptions.Same(model.Vocabulary, new FieldSampling(0)) }, new RandomSource(3));
        composer.Steering = new Steering { MaxPolyphony = 1, MaxRestSeconds = 0.05, MaxNoteSeconds = 0.05 };

        var notes = Compose(composer, 200);

        Assert.All(notes.GroupBy(note => note.OnsetTicks), onset => Assert.Single(onset));
        Assert.All(notes.Zip(notes.Skip(1)), pair => Assert.InRange(pair.Second.OnsetTicks - pair.First.OnsetTicks, 1, 50));
    }

    [Fact]
    public void AKeyOfAPlayerIsOneMoreStepOfARollAfterThoseThatWereDrawn()
    {
        var model = new FakeNoteModel(_vocabularies["roll"]) { Seen = [] };
        var composer = new Composer(model, new ComposerOptions(), new RandomSource(5));
        Compose(composer, 200);
        var keys = composer.Vocabulary.OutputFields.Count;

        composer.Hear(new Note(composer.LastOnsetTicks, 500, 60, 80));
        composer.Hear(new Note(composer.LastOnsetTicks, 500, 64, 80));
        Compose(composer, 1);

        // The row of both keys and no other, once; the composed ones are up.
        int[] both = [60 - 21, 64 - 21];
        Assert.Contains(model.Seen, row => Enumerable.Range(0, keys).Where(key => row[key] == 1).SequenceEqual(both));
        Assert.DoesNotContain(model.Seen, row => Enumerable.Range(0, keys).Where(key => row[key] == 1).SequenceEqual(both[..1]));
    }

    [Fact]
    public void AKeyHeldForVeryLongDoesNotHoldUpTheMusic()
    {
        var stream = RowStream.Of(_vocabularies["events"]);
        var line = new NoteLine(1024);
        stream.Begin(0);
        stream.Read([60], line);
        for (var i = 0; i < 70; i++)
        {
            stream.Read([256], line);
            stream.Read([61 + i % 2], line);
            stream.Read([256], line);
            stream.Read([128 + 61 + i % 2], line);
        }

        Assert.True(line.HasNext);
        Assert.InRange(line.Take().DurationTicks, 500, 2000);
    }

    [Fact]
    public void AModelThatAnswersNonsenseComesToAnEnd()
    {
        using var model = new FakeNoteModel(RowVocabularies.Joint(["60.0.2", "R.0.0"])) { Seen = [] };
        var composer = new Composer(model, new ComposerOptions { MinimumPieceNotes = 0 }, new RandomSource(1));

        Assert.Equal(50, Compose(composer, 50).Length);
        Assert.InRange(model.ForwardCount, 50, 2000);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("steps, mended")]
    [InlineData("classes, mended")]
    [InlineData("joint, mended")]
    [InlineData("roll, mended")]
    public void ComposingDoesNotAllocate(string kind)
    {
        var composer = Make(kind);
        void Play()
        {
            for (var i = 0; i < 300; i++) composer.TryNext(out _);
            composer.RewindTo(composer.NextIndex - 30);
        }

        Assert.Equal(0, Allocation.BytesOf(Play, Play));
    }

    [Theory]
    [InlineData("48+x.1.2")]
    [InlineData("60.5.0")]
    [InlineData("R.1.0")]
    public void ClassesThatCannotBePlayedAreRefused(string name) =>
        Assert.Throws<ArgumentException>(() => RowStream.Of(RowVocabularies.Joint([name])));

    // Notes that may begin with one row, all of which then stay.
    private static int MostInARow(string kind) => kind.Split(',')[0] switch { "joint" => 3, "roll" => 48, _ => 0 };

    private static Composer Make(string kind, ComposerOptions? options = null) =>
        new(new FakeNoteModel(_vocabularies[kind]) { EndBias = options is null ? -100 : 0 }, options ?? new ComposerOptions { MinimumPieceNotes = int.MaxValue }, new RandomSource(3));

    private static Note[] Compose(Composer composer, int count)
    {
        var notes = new List<Note>();
        while (notes.Count < count && composer.TryNext(out var note)) notes.Add(note);
        return [.. notes];
    }

    private static List<Note> ReadBack(Vocabulary vocabulary, Note[] notes)
    {
        var (written, read) = (RowStream.Of(vocabulary), RowStream.Of(vocabulary));
        var rows = new Rows();
        var line = new NoteLine(256);
        var found = new List<Note>();
        written.Begin(0);
        read.Begin(0);
        foreach (var note in notes) written.Write(note, rows);
        written.WriteEnd(rows);
        foreach (var row in rows.All)
            if (!read.IsEnd(0, row[0])) read.Read(row, line);
        read.Finish(line);
        while (line.HasNext) found.Add(line.Take());
        return found;
    }

    private sealed class Rows : IRowTarget
    {
        public List<int[]> All { get; } = [];

        public void Append(ReadOnlySpan<int> row) => All.Add(row.ToArray());

        public void Amend(ReadOnlySpan<int> row) => All[^1] = row.ToArray();
    }
}
