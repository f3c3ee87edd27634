namespace MusicGen.Training;

/// <summary>
/// Puts weights into a graph in the stored forms that the variants share, for <see cref="StepGraph"/> and <see cref="HeadGraph"/>.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal static class WeightConstants
{
    /// <summary>A plain constant in 32-bit floats.</summary>
    public static string Single(this OnnxGraph graph, string name, ReadOnlySpan<float> values, params long[] shape) =>
        graph.Constant(OnnxTensor.Of(name, values, shape));

    /// <summary>A plain constant in 16-bit floats.</summary>
    public static string Half(this OnnxGraph graph, string name, ReadOnlySpan<float> values, params long[] shape)
    {
        var halves = new Half[values.Length];
        for (var i = 0; i < values.Length; i++) halves[i] = (Half)values[i];
        if (halves.AsSpan().IndexOfAnyExceptInRange(System.Half.MinValue, System.Half.MaxValue) is var bad and >= 0)
            throw new InvalidDataException($"Weights within ±65504 expected for fp16, found {values[bad]} in '{name}'; leave the fp16 variant out.");
        return graph.Constant(OnnxTensor.Of(name, halves, shape));
    }

    /// <summary>
    /// int8 per output channel in the file, 16-bit floats in memory: Cast → Mul(scales) → Cast is folded into a constant at
    /// load by every ONNX Runtime from 1.11 on, which DequantizeLinear is not.
    /// </summary>
    /// <param name="graph">Graph to add to.</param>
    /// <param name="name">Name of the resulting tensor.</param>
    /// <param name="values">(…, rows, columns) row-major.</param>
    /// <param name="shape">Shape, its last axis the columns.</param>
    public static string FoldedInt8(this OnnxGraph graph, string name, ReadOnlySpan<float> values, params long[] shape)
    {
        var quantised = Quantiser.Quantise(values, (int)(values.Length / shape[^1]));
        var stored = graph.Constant(OnnxTensor.Of(name + ".int8", quantised.Values, shape));
        var scales = graph.Single(name + ".scales", quantised.Scales, [.. shape[..^1], 1]);
        var single = graph.Cast(stored, name + ".cast", OnnxElementType.Float);
        var scaled = graph.Node("Mul", name + ".scaled", [single, scales]);
        return graph.Cast(scaled, name, OnnxElementType.Float16);
    }

    /// <summary>16-bit floats in the file, 32-bit floats in memory, folded at load.</summary>
    public static string FoldedHalf(this OnnxGraph graph, string name, ReadOnlySpan<float> values, params long[] shape) =>
        graph.Cast(graph.Half(name + ".fp16", values, shape), name, OnnxElementType.Float);
}
