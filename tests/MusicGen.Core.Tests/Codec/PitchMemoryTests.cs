namespace MusicGen.Core.Tests;

public sealed class PitchMemoryTests
{
    private static readonly Vocabulary Remembering = NoteCodec.CreateVocabulary(TimeBase.Performed, memory: true);

    [Fact]
    public void NothingIsSaidOfNotesThatWereNot()
    {
        var memory = new PitchMemory();
        memory.Add(60);

        Assert.Equal([61, 0, 0, 0], new[] { 1, 2, 3, 4 }.Select(memory.Ago));
        Assert.Equal(0, memory.Tonality());
    }

    [Fact]
    public void TheLastNotesAreSaidHoweverManyWereBefore()
    {
        var memory = new PitchMemory();
        for (var pitch = 0; pitch < 128; pitch++) memory.Add(pitch);

        Assert.Equal([128, 127, 126, 125], new[] { 1, 2, 3, 4 }.Select(memory.Ago));
        Assert.Equal(127, memory.ValueOf(FieldNames.SecondLast));
        Assert.Equal(-1, memory.ValueOf(FieldNames.Density));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(10)]
    public void TheKeyOfAScaleIsKnownAndThatOfTheNewOneSoonAfter(int tonic)
    {
        var memory = new PitchMemory();
        foreach (var step in new[] { 0, 2, 4, 5, 7, 9, 11, 12, 7, 4, 0 }) memory.Add(60 + tonic + step);

        Assert.Equal(Controls.KeyValue(tonic, isMinor: false), memory.Tonality());
        for (var i = 0; i < 4; i++)
            foreach (var step in new[] { 0, 2, 3, 5, 7, 8, 11, 12, 7, 3, 0 }) memory.Add(61 + step);
        Assert.Equal(Controls.KeyValue(1, isMinor: true), memory.Tonality());
    }

    [Fact]
    public void AComposerTellsItsModelWhatItPlayedAndAgainAfterARewind()
    {
        var model = new FakeNoteModel(Remembering) { Seen = [] };
        var composer = new Composer(model, new ComposerOptions(), new RandomSource(3));
        var played = new List<int>();
        for (var i = 0; i < 30; i++)
        {
            Assert.True(composer.TryNext(out var note));
            played.Add(note.Pitch);
        }

        var first = model.Seen.ToArray();
        Assert.All(Enumerable.Range(4, 26), i =>
        {
            Assert.Equal(played[i - 2] + 1, ValueIn(first[i], FieldNames.SecondLast));
            Assert.Equal(played[i - 3] + 1, ValueIn(first[i], FieldNames.ThirdLast));
            Assert.Equal(played[i - 4] + 1, ValueIn(first[i], FieldNames.FourthLast));
        });
        Assert.Contains(first, inputs => ValueIn(inputs, FieldNames.Tonality) > 0);

        model.Seen.Clear();
        composer.Rewind(10);
        for (var i = 0; i < 10; i++) composer.TryNext(out _);
        Assert.Equal(first[20..], model.Seen);
    }

    [Fact]
    public void ANewPieceBeginsWithoutMemory()
    {
        var model = new FakeNoteModel(Remembering) { Seen = [] };
        var composer = new Composer(model, new ComposerOptions(), new RandomSource(3));
        for (var i = 0; i < 8; i++) composer.TryNext(out _);

        composer.Reset(composer.LastOnsetTicks);
        composer.TryNext(out _);

        Assert.Equal(0, ValueIn(model.Seen[^1], FieldNames.SecondLast));
        Assert.Equal(0, ValueIn(model.Seen[^1], FieldNames.Tonality));
    }

    private static int ValueIn(int[] inputs, string field) => inputs[Remembering.OutputFields.Count + Remembering.ContextIndex(field)];
}
