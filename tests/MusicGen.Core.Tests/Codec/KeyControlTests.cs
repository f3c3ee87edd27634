namespace MusicGen.Core.Tests;

public sealed class KeyControlTests
{
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(2, 0, 3)]
    [InlineData(9, 3, 22)]
    public void AScaleWithItsTonicHeardLongestSaysItsKey(int tonic, int third, int value)
    {
        int[] steps = third == 3 ? [0, 2, 3, 5, 7, 8, 10, 0, 7, 3] : [0, 2, 4, 5, 7, 9, 11, 0, 7, 4];
        Note[] notes = [.. steps.Select((step, i) => new Note(i * 240, step is 0 ? 480 : 240, (byte)(60 + tonic + step), 80))];

        Assert.Equal(value, Controls.MeasureKey(notes));
        Assert.Equal(value, Controls.KeyValue(tonic, isMinor: third == 3));
    }

    [Fact]
    public void DrumsAndASinglePitchSayNoKey()
    {
        Assert.Equal(0, Controls.MeasureKey([new Note(0, 100, 38, 80, Note.DrumChannel), new Note(100, 100, 42, 80, Note.DrumChannel)]));
        Assert.Equal(0, Controls.MeasureKey([new Note(0, 100, 60, 80), new Note(100, 100, 72, 80)]));
    }

    [Fact]
    public void KeyAndCollectionAreInputsBehindTheLevelsWhereAskedFor()
    {
        var plain = NoteCodec.CreateVocabulary(TimeBase.Performed);
        var more = NoteCodec.CreateVocabulary(TimeBase.Performed, key: true, collection: true);

        Assert.Equal(plain.ContextFields, more.ContextFields.Take(plain.ContextFields.Count));
        Assert.Equal([FieldNames.Key, FieldNames.Collection], more.ContextFields.Skip(plain.ContextFields.Count).Select(f => f.Name));
        Assert.NotEqual(plain.Hash, more.Hash);
    }
}
