namespace MusicGen.Training;

/// <summary>
/// Rearranges LSTM parameters from libtorch's gate order (input, forget, cell, output) to ONNX's (input, output, forget,
/// cell; ONNX operator LSTM), on the way into <see cref="StepGraph"/>, and back.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class LstmLayout
{
    private static readonly int[] _torchBlockOfOnnxBlock = [0, 3, 1, 2];

    /// <summary>The four gate blocks of a weight or bias in ONNX's order.</summary>
    /// <param name="torch">(4·hidden, n) or (4·hidden) row-major.</param>
    public static float[] Reordered(ReadOnlySpan<float> torch)
    {
        var block = torch.Length / 4;
        var onnx = new float[torch.Length];
        for (var i = 0; i < 4; i++)
            torch.Slice(_torchBlockOfOnnxBlock[i] * block, block).CopyTo(onnx.AsSpan(i * block));
        return onnx;
    }

    /// <summary>The four gate blocks of a weight or bias in libtorch's order.</summary>
    /// <param name="onnx">What <see cref="Reordered"/> gave.</param>
    public static float[] Restored(ReadOnlySpan<float> onnx)
    {
        var block = onnx.Length / 4;
        var torch = new float[onnx.Length];
        for (var i = 0; i < 4; i++)
            onnx.Slice(i * block, block).CopyTo(torch.AsSpan(_torchBlockOfOnnxBlock[i] * block));
        return torch;
    }

    /// <summary>ONNX's one bias: that of the input weights followed by that of the recurrent weights.</summary>
    /// <param name="input">(4·hidden) libtorch's bias_ih.</param>
    /// <param name="recurrent">(4·hidden) libtorch's bias_hh.</param>
    public static float[] Bias(ReadOnlySpan<float> input, ReadOnlySpan<float> recurrent) =>
        [.. Reordered(input), .. Reordered(recurrent)];
}
