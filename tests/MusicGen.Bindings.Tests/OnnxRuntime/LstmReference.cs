namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>The same step as <see cref="TinyModels.LstmStep"/> in plain C#, after the ONNX operator's definition (gates in the order i, o, f, c).</summary>
internal sealed class LstmReference
{
    private const int Hidden = TinyModels.LstmHidden;
    private const int Embedding = TinyModels.LstmEmbedding;
    private const int Vocabulary = TinyModels.LstmVocabulary;

    private readonly float[] _embedding = TinyModels.Weights(1, Vocabulary * Embedding);
    private readonly float[] _inputWeights = TinyModels.Weights(2, 4 * Hidden * Embedding);
    private readonly float[] _recurrentWeights = TinyModels.Weights(3, 4 * Hidden * Hidden);
    private readonly float[] _bias = TinyModels.Weights(4, 8 * Hidden);
    private readonly float[] _projection = TinyModels.Weights(5, Hidden * Vocabulary);

    private float[] _hiddenState = new float[Hidden];
    private readonly float[] _cellState = new float[Hidden];

    public float[] Forward(int token)
    {
        var next = new float[Hidden];
        for (var j = 0; j < Hidden; j++)
        {
            var input = Sigmoid(Gate(0, j, token));
            var output = Sigmoid(Gate(1, j, token));
            var forget = Sigmoid(Gate(2, j, token));
            _cellState[j] = forget * _cellState[j] + input * MathF.Tanh(Gate(3, j, token));
            next[j] = output * MathF.Tanh(_cellState[j]);
        }

        _hiddenState = next;
        return [.. Enumerable.Range(0, Vocabulary).Select(v => Enumerable.Range(0, Hidden).Sum(j => next[j] * _projection[j * Vocabulary + v]))];
    }

    private float Gate(int gate, int j, int token)
    {
        var row = gate * Hidden + j;
        var sum = _bias[row] + _bias[4 * Hidden + row];
        for (var e = 0; e < Embedding; e++)
        {
            sum += _inputWeights[row * Embedding + e] * _embedding[token * Embedding + e];
        }

        for (var k = 0; k < Hidden; k++)
        {
            sum += _recurrentWeights[row * Hidden + k] * _hiddenState[k];
        }

        return sum;
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
