namespace MusicGen.Training.Tests;

public sealed class NetworkWeightsTests
{
    private static readonly Vocabulary _vocabulary = NoteCodec.CreateVocabulary(TimeBase.Performed);

    [Fact]
    public void SizesAreReadOffTheShapes()
    {
        var weights = SyntheticNetwork.Create(layers: 3, hidden: 40);

        Assert.Equal((3, 40, 32, 24), (weights.Layers, weights.HiddenSize, weights.EmbeddingSize, weights.HeadSize));
        Assert.Equal(weights.Vocabulary.InputCount * 32, weights.InputSize(0));
        Assert.Equal(40, weights.InputSize(1));
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void WeightsThatAreNotFiniteAreRefused(float value, string shown)
    {
        var arrays = SyntheticNetwork.Arrays(_vocabulary, layers: 1, hidden: 16);
        arrays["project.weight"].Values[7] = value;

        var message = Refusal(arrays);

        Assert.Contains($"finite weights expected, found {shown} in parameter 'project.weight' at 7", message);
        Assert.Contains("earlier checkpoint", message);
    }

    [Fact]
    public void AMissingParameterIsNamed()
    {
        var arrays = SyntheticNetwork.Arrays(_vocabulary, layers: 2, hidden: 16);
        arrays.Remove("lstm.bias_hh_l1");

        Assert.Contains("parameter 'lstm.bias_hh_l1' (64) expected, found none", Refusal(arrays));
    }

    [Fact]
    public void AnotherShapeIsNamedWithTheOneExpected()
    {
        var arrays = SyntheticNetwork.Arrays(_vocabulary, layers: 2, hidden: 16);
        arrays["lstm.weight_ih_l1"] = (new float[64 * 15], [64, 15]);

        Assert.Contains("shape (64, 16) expected of parameter 'lstm.weight_ih_l1', found (64, 15)", Refusal(arrays));
    }

    [Fact]
    public void AParameterThatTheNetworkHasNoUseForIsNamed()
    {
        var arrays = SyntheticNetwork.Arrays(_vocabulary, layers: 1, hidden: 16);
        arrays["attention.weight"] = ([1], [1]);

        Assert.Contains("found 'attention.weight' (1) too", Refusal(arrays));
    }

    [Fact]
    public void WeightsOfAnotherVocabularyAreRefused()
    {
        var arrays = SyntheticNetwork.Arrays(NoteCodec.CreateVocabulary(TimeBase.Metric), layers: 1, hidden: 16);

        Assert.Contains("embedding.weight", Refusal(arrays));
    }

    private static string Refusal(Dictionary<string, (float[] Values, long[] Shape)> arrays) =>
        Assert.Throws<InvalidDataException>(() => new NetworkWeights(_vocabulary, arrays, residual: false)).Message;
}
