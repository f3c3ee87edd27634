namespace MusicGen.Training.Tests;

public sealed class MarkovBaselineTests
{
    private static readonly Vocabulary Vocabulary = RecipeOptions.All["note"].CreateVocabulary();

    [Fact]
    public void TheUnigramIsTheWittenBellEstimate()
    {
        // Pitches C C E: p(C) = (2 + 2 · 1/128) / (3 + 2).
        var piece = Encode(60, 60, 64);
        var baseline = new MarkovBaseline(0, Vocabulary);
        baseline.Learn([piece]);

        var score = baseline.Run([Encode(60)]);

        var pitch = Vocabulary.OutputIndex(FieldNames.Pitch);
        Assert.Equal(-Math.Log2((2 + 2 / 128.0) / 5), score.Bits[0, pitch], 10);
    }

    [Fact]
    public void AMarkovChainLearnsWhatAUnigramCannot()
    {
        var piece = Encode([.. Enumerable.Range(0, 200).Select(i => 60 + i % 4)]);
        var scores = new[] { 0, 1, 4 }.Select(order =>
        {
            var baseline = new MarkovBaseline(order, Vocabulary);
            baseline.Learn([piece]);
            return baseline.Run([piece]).FieldBitsPerNote(Vocabulary.OutputIndex(FieldNames.Pitch));
        }).ToArray();

        Assert.InRange(scores[0], 1.9, 2.2);
        Assert.True(scores[1] < 0.3, $"bigram {scores[1]}");
        Assert.True(scores[2] < 0.3, $"order 4 {scores[2]}");
    }

    private static EncodedPiece Encode(params int[] pitches) => new PieceEncoder(Vocabulary).Encode(
        new Piece("p", pitches.Select((p, i) => new Note(i * 500, 400, (byte)p, 80)), PieceTempo.Performed), Reading.Plain);
}
