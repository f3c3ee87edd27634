namespace MusicGen.Training.Tests;

public sealed class BatchSourceTests
{
    private static readonly RecipeOptions Recipe = RecipeOptions.All["note"] with { BatchSize = 3, SequenceLength = 16 };
    private static readonly Piece[] Pieces = [Tunes.Walk("a", 1), Tunes.Walk("b", 2, notes: 50), Tunes.Walk("c", 3, notes: 33)];

    [Fact]
    public void ASourceRestoredFromABatchGoesOnWithTheSameMusic()
    {
        var vocabulary = Recipe.CreateVocabulary();
        using var source = new BatchSource(Pieces, Recipe, vocabulary, randomSeed: 5);
        for (var i = 0; i < 6; i++) source.Next();
        var state = source.Next()[^1].SourceState;
        var expected = Enumerable.Range(0, 8).SelectMany(_ => source.Next()).ToArray();

        using var resumed = new BatchSource(Pieces, Recipe, vocabulary, randomSeed: 99);
        resumed.Restore(state);
        var found = Enumerable.Range(0, 8).SelectMany(_ => resumed.Next()).ToArray();

        Assert.Equal(expected.SelectMany(b => b.Inputs), found.SelectMany(b => b.Inputs));
        Assert.Equal(expected.SelectMany(b => b.Targets), found.SelectMany(b => b.Targets));
        Assert.Equal(expected.SelectMany(b => b.Continues), found.SelectMany(b => b.Continues));
    }

    [Fact]
    public void EveryNoteOfAPieceIsATargetOnceARound()
    {
        var plain = Recipe with { BatchSize = 1, TransposeSemitones = 0, TempoShare = 0, VelocityShift = 0, Controls = false, KeyControl = false, CollectionControl = false, PitchMemory = false, SoundingMemory = false, MatchMemory = false, KeyboardMemory = false };
        var vocabulary = plain.CreateVocabulary();
        var encoded = new PieceEncoder(vocabulary).Encode(Pieces[2], Reading.Plain);
        var batches = encoded.Count / plain.SequenceLength + 1;
        using var source = new BatchSource([Pieces[2]], plain, vocabulary, randomSeed: 1);
        while (source.Next()[0].NoteCount == plain.SequenceLength)
        {
            // Reads on to the end of the piece, wherever the source began.
        }

        var round = Enumerable.Range(0, batches).SelectMany(_ => source.Next()).ToArray();

        var pitch = vocabulary.OutputIndex(FieldNames.Pitch);
        var targets = round.SelectMany(b => b.Targets.Skip(pitch * b.Time).Take(b.Time)).Where(t => t != Batch.Ignored);
        Assert.Equal(Pieces[2].Notes.Select(n => (long)n.Pitch), targets);
        Assert.Equal(encoded.Count, round.Sum(b => b.NoteCount));
    }

    [Fact]
    public void InputsAreTheNoteBeforeAndBeginWithStart()
    {
        var plain = Recipe with { TransposeSemitones = 0, TempoShare = 0, VelocityShift = 0, Controls = false, KeyControl = false, CollectionControl = false, PitchMemory = false, SoundingMemory = false, MatchMemory = false, KeyboardMemory = false };
        var vocabulary = plain.CreateVocabulary();
        var encoded = new PieceEncoder(vocabulary).Encode(Pieces[0], Reading.Plain);
        var writer = new BatchWriter(vocabulary);
        var batch = writer.CreateBatch(16, 1);

        writer.Write(batch, 0, encoded, first: 0);

        var fields = vocabulary.OutputFields.Count;
        for (var f = 0; f < fields; f++)
        {
            Assert.Equal(vocabulary.InputOffsets[f] + vocabulary.StartValue(f), batch.Inputs[f]);
            for (var t = 1; t < 16; t++)
                Assert.Equal(vocabulary.InputOffsets[f] + batch.Targets[f * 16 + t - 1], batch.Inputs[t * fields + f]);
        }
    }
}
