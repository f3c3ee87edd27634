using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>The models the tests run: small enough to check by hand, shaped like the product's.</summary>
internal static class TinyModels
{
    public const int LstmVocabulary = 5;
    public const int LstmEmbedding = 3;
    public const int LstmHidden = 4;

    /// <summary>y = x · W + b over a free batch axis, W (4, 3) counting up from 1, b = (10, 20, 30); with all metadata set.</summary>
    public static byte[] Affine() => new GraphWriter("affine")
        .Signed("tests", "music.tests", 7, "an affine map")
        .Property("vocabulary", "c0ffee").Property("größe", "4 × 3")
        .Input("x", TensorElementType.Float, "batch", 4)
        .Output("y", TensorElementType.Float, "batch", 3)
        .Weights("W", [.. Enumerable.Range(1, 12).Select(i => (float)i)], 4, 3)
        .Weights("b", [10f, 20f, 30f], 3)
        .Node("MatMul", ["x", "W"], ["xW"])
        .Node("Add", ["xW", "b"], ["y"])
        .ToModel();

    /// <summary>next = state + x: a recurrent state at its smallest.</summary>
    public static byte[] Accumulator() => new GraphWriter("accumulator")
        .Input("x", TensorElementType.Float, 1, 4)
        .Input("state", TensorElementType.Float, 1, 4)
        .Output("next", TensorElementType.Float, 1, 4)
        .Node("Add", ["state", "x"], ["next"])
        .ToModel();

    /// <summary>half = x as sixteen-bit numbers.</summary>
    public static byte[] ToHalf() => new GraphWriter("half")
        .Input("x", TensorElementType.Float, 1, 4)
        .Output("half", TensorElementType.Float16, 1, 4)
        .Node("Cast", ["x"], ["half"], ("to", (long)TensorElementType.Float16))
        .ToModel();

    /// <summary>One step of an embedding, an LSTM and a projection: (token, h, c) → (logits, hNext, cNext).</summary>
    public static byte[] LstmStep() => new GraphWriter("lstm")
        .Input("token", TensorElementType.Int64, 1, 1)
        .Input("h", TensorElementType.Float, 1, 1, LstmHidden)
        .Input("c", TensorElementType.Float, 1, 1, LstmHidden)
        .Output("logits", TensorElementType.Float, 1, 1, LstmVocabulary)
        .Output("hNext", TensorElementType.Float, 1, 1, LstmHidden)
        .Output("cNext", TensorElementType.Float, 1, 1, LstmHidden)
        .Weights("embedding", Weights(1, LstmVocabulary * LstmEmbedding), LstmVocabulary, LstmEmbedding)
        .Weights("W", Weights(2, 4 * LstmHidden * LstmEmbedding), 1, 4 * LstmHidden, LstmEmbedding)
        .Weights("R", Weights(3, 4 * LstmHidden * LstmHidden), 1, 4 * LstmHidden, LstmHidden)
        .Weights("B", Weights(4, 8 * LstmHidden), 1, 8 * LstmHidden)
        .Weights("projection", Weights(5, LstmHidden * LstmVocabulary), LstmHidden, LstmVocabulary)
        .Node("Gather", ["embedding", "token"], ["embedded"])
        .Node("LSTM", ["embedded", "W", "R", "B", "", "h", "c"], ["", "hNext", "cNext"], ("hidden_size", LstmHidden))
        .Node("MatMul", ["hNext", "projection"], ["logits"])
        .ToModel();

    /// <summary>Numbers between -1 and 1 without a pattern that a transposed or shifted read would miss.</summary>
    public static float[] Weights(int seed, int count) => [.. Enumerable.Range(1, count).Select(i => MathF.Sin(seed * 12.9898f + i * 78.233f))];
}
