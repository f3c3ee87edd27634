namespace MusicGen.Core.Tests;

public sealed class SoundingMemoryTests
{
    private static readonly Vocabulary Remembering = NoteCodec.CreateVocabulary(TimeBase.Performed, sounding: true);

    [Fact]
    public void WhatStillSoundsIsToldFromTheLastStruckOnAndEachEndOnce()
    {
        var memory = new SoundingMemory();
        memory.Strike(50);
        memory.Strike(80);
        memory.Strike(50);

        Assert.Equal([50, 80, 0], Ends(memory));
        memory.Advance(20);
        Assert.Equal([30, 60, 0], Ends(memory));
        memory.Strike(5);
        Assert.Equal([5, 30, 60], Ends(memory));
        memory.Advance(30);
        Assert.Equal([30, 0, 0], Ends(memory));
        memory.Advance(30);
        Assert.Equal([0, 0, 0], Ends(memory));
    }

    [Fact]
    public void OfMoreNotesThanAreRememberedTheFirstAreForgotten()
    {
        var memory = new SoundingMemory();
        for (var cells = 1; cells <= 40; cells++) memory.Strike(100 + cells);

        Assert.Equal(140, memory.Left(0));
        Assert.Equal(141 - SoundingMemory.Length, memory.Left(SoundingMemory.Length - 1));
        Assert.Equal(0, memory.Left(SoundingMemory.Length));
    }

    [Fact]
    public void ValuesAreBinsOfTheGridAndLongerOnesTheLast()
    {
        var memory = new SoundingMemory();
        memory.Strike(100_000);
        memory.Strike(7);

        Assert.Equal(7, memory.ValueOf(FieldNames.Sounding, TimeBase.Performed));
        Assert.Equal(TimeGrid.SoundingOf(TimeBase.Performed).BinCount - 1, memory.ValueOf(FieldNames.SecondSounding, TimeBase.Performed));
        Assert.Equal(0, memory.ValueOf(FieldNames.ThirdSounding, TimeBase.Performed));
        Assert.Equal(-1, memory.ValueOf(FieldNames.SecondLast, TimeBase.Performed));
    }

    [Fact]
    public void ACoarseLengthIsThatToAnEndWithinIt()
    {
        var memory = new SoundingMemory();
        memory.Strike(30);
        memory.Strike(163);
        memory.Strike(161);
        var grid = TimeGrid.Performed;

        Assert.True(memory.TryFindEnd(grid.BinOf(164), grid, out var cells));
        Assert.Equal(161, cells);
        Assert.False(memory.TryFindEnd(grid.BinOf(30), grid, out _));
        Assert.False(memory.TryFindEnd(grid.BinOf(165), grid, out _));
        memory.Advance(41);
        Assert.True(memory.TryFindEnd(grid.BinOf(120), grid, out cells));
        Assert.Equal(120, cells);
    }

    [Theory]
    [InlineData(TimeBase.Performed)]
    [InlineData(TimeBase.Metric)]
    public void ComposedNotesEndWithThoseThatSoundIfTheirLengthCanBeSaidNoBetter(TimeBase timeBase)
    {
        var model = new FakeNoteModel(NoteCodec.CreateVocabulary(timeBase, sounding: true)) { ShiftSlope = -0.3f };
        var composer = new Composer(model, new ComposerOptions { MinimumPieceNotes = int.MaxValue }, new RandomSource(3));
        var played = new List<Note>();
        var together = 0;
        for (var i = 0; i < 300; i++)
        {
            Assert.True(composer.TryNext(out var note));
            var bin = composer.Codec.Grid.BinOf(note.DurationTicks / composer.Codec.CellTicks);
            var ends = played.AsEnumerable().Reverse().Select(n => n.EndTicks - note.OnsetTicks).Where(ticks => ticks > 0).Distinct().Take(SoundingMemory.Length);
            var within = ends.Where(ticks => composer.Codec.Grid.BinOf(ticks / composer.Codec.CellTicks) == bin).ToArray();
            var isCoarse = composer.Codec.Grid.WidthCells(bin) > 1;
            Assert.Equal(isCoarse && within.Length > 0 ? within[0] : composer.Codec.Grid.CellOf(bin) * composer.Codec.CellTicks, note.DurationTicks);
            if (isCoarse && within.Length > 0) together++;
            played.Add(note);
        }

        Assert.InRange(together, 10, 290);
    }

    [Fact]
    public void NoEndMakesANoteLongerThanItMayBe()
    {
        var composer = new Composer(new FakeNoteModel(Remembering), new ComposerOptions { Steering = new Steering { MaxNoteSeconds = 1.22 } }, new RandomSource(3));
        for (var i = 0; i < 5; i++) composer.Hear(new Note(i * 10, 1240, 60, 80));

        for (var i = 0; i < 300 && composer.TryNext(out var note); i++) Assert.InRange(note.DurationTicks, 1, 1220);
    }

    [Fact]
    public void WhatAPlayerHoldsIsToldToTheCell()
    {
        var model = new FakeNoteModel(Remembering) { Seen = [] };
        var composer = new Composer(model, new ComposerOptions(), new RandomSource(3));
        composer.Hear(new Note(0, 1530, 60, 80));
        composer.Hear(new Note(610, 300, 64, 80));

        composer.TryNext(out _);

        Assert.Equal(TimeGrid.SoundingOf(TimeBase.Performed).BinOf(153 - 61), ValueIn(model.Seen[^1], FieldNames.SecondSounding));
    }

    [Fact]
    public void AComposerTellsItsModelWhatSoundsAndAgainAfterARewind()
    {
        var model = new FakeNoteModel(Remembering) { Seen = [] };
        var composer = new Composer(model, new ComposerOptions(), new RandomSource(3));
        var played = new List<Note>();
        for (var i = 0; i < 30; i++)
        {
            Assert.True(composer.TryNext(out var note));
            played.Add(note);
        }

        var first = model.Seen.ToArray();
        for (var i = 1; i < 30; i++)
        {
            // The definition: the ends after the last onset, those of the last notes first.
            var now = played[i - 1].OnsetTicks;
            var ends = played.Take(i).Where(n => n.EndTicks > now).Select(n => n.EndTicks - now).Reverse().Distinct().Concat([0, 0, 0]).Take(3);
            Assert.Equal(
                ends.Select(ticks => TimeGrid.SoundingOf(TimeBase.Performed).BinOf(ticks / NoteCodec.PerformedCellTicks)),
                SoundingMemory.FieldsOf(TimeBase.Performed).Select(field => ValueIn(first[i], field.Name)));
        }

        Assert.Contains(first, inputs => ValueIn(inputs, FieldNames.SecondSounding) > 0);
        model.Seen.Clear();
        composer.Rewind(10);
        for (var i = 0; i < 10; i++) composer.TryNext(out _);
        Assert.Equal(first[20..], model.Seen);
    }

    [Fact]
    public void ANewPieceBeginsInSilence()
    {
        var model = new FakeNoteModel(Remembering) { Seen = [] };
        var composer = new Composer(model, new ComposerOptions(), new RandomSource(3));
        for (var i = 0; i < 8; i++) composer.TryNext(out _);

        composer.Reset(composer.LastOnsetTicks);
        composer.TryNext(out _);

        Assert.Equal(0, ValueIn(model.Seen[^1], FieldNames.Sounding));
    }

    private static int[] Ends(SoundingMemory memory) => [memory.Left(0), memory.Left(1), memory.Left(2)];

    private static int ValueIn(int[] inputs, string field) => inputs[Remembering.OutputFields.Count + Remembering.ContextIndex(field)];
}
