using System.Security.Cryptography;
using System.Text;

namespace MusicGen.Core.Tests.Codec;

public sealed class VocabularyTests
{
    // The text under the hash is a contract with every exported model: were it to change, no package would load.
    [Fact]
    public void HashIsOfThisText()
    {
        var metric = NoteCodec.CreateVocabulary(TimeBase.Metric, instruments: true);
        var widths = string.Concat(Enumerable.Repeat(",1", 48)) + string.Concat(Enumerable.Repeat(",2", 24))
            + string.Concat(Enumerable.Repeat(",6", 16)) + string.Concat(Enumerable.Repeat(",24", 8));
        var text = "musicgen-vocabulary-1;Metric" + widths + ";shift=97;instrument=17;pitch=128;duration=96;velocity=32"
            + "|bar=194|density=13|register=13|dynamics=13|polyphony=13";

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), metric.Hash);
    }

    [Theory]
    [InlineData(TimeBase.Performed, false, true)]
    [InlineData(TimeBase.Performed, true, true)]
    [InlineData(TimeBase.Performed, false, false)]
    [InlineData(TimeBase.Metric, false, true)]
    public void EqualVocabulariesHaveEqualHashesAndOthersDoNot(TimeBase timeBase, bool instruments, bool controls)
    {
        var hashes = new[] { TimeBase.Performed, TimeBase.Metric }
            .SelectMany(t => new[] { false, true }.SelectMany(i => new[] { false, true }.Select(c => NoteCodec.CreateVocabulary(t, i, c).Hash)));

        var hash = NoteCodec.CreateVocabulary(timeBase, instruments, controls).Hash;

        Assert.Single(hashes, h => h == hash);
    }

    [Fact]
    public void InputRowsFollowOneAnotherWithAStartValuePerOutputField()
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Performed);

        Assert.Equal([0, 149, 278, 426, 459, 472, 485, 498], vocabulary.InputOffsets);
        Assert.Equal(511, vocabulary.InputRowCount);
        Assert.Equal([148, 128, 147, 32], Enumerable.Range(0, 4).Select(vocabulary.StartValue));
    }

    [Fact]
    public void FieldsAreFoundByName()
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Metric);

        Assert.Equal(1, vocabulary.OutputIndex(FieldNames.Pitch));
        Assert.Equal(-1, vocabulary.OutputIndex(FieldNames.Instrument));
        Assert.Equal(0, vocabulary.ContextIndex(FieldNames.BarPosition));
        Assert.Equal(4, vocabulary.ContextIndex(FieldNames.Polyphony));
        Assert.Equal(-1, vocabulary.ContextIndex(FieldNames.Pitch));
    }
}
