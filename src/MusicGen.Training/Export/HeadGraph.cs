using MusicGen.Core;

namespace MusicGen.Training;

/// <summary>
/// Builds the <c>heads.FIELD</c> graph of one output field: its features and the values chosen before it in, logits out.
/// Tensor names and shapes are those that <see cref="ModelManifest"/> documents.
/// </summary>
/// <remarks>
/// A head is a hundredth of the step's weights, so it computes in 32-bit floats in every variant: int8 would add two
/// operators and save nothing that can be measured. The fp16 variant's heads take fp16 features, are stored in fp16 and
/// unfold at load, so that they run on a GPU and on any CPU alike. Thread-safe.
/// </remarks>
public static class HeadGraph
{
    /// <summary>Builds the graph of one field.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="field">Index of the output field.</param>
    /// <param name="half">Whether features arrive, and weights are stored, as 16-bit floats.</param>
    public static OnnxGraph Build(NetworkWeights weights, int field, bool half)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var vocabulary = weights.Vocabulary;
        long width = weights.HeadSize, size = vocabulary.OutputFields[field].Size;
        var graph = new OnnxGraph("heads." + vocabulary.OutputFields[field].Name);
        var x = graph.Input("features", half ? OnnxElementType.Float16 : OnnxElementType.Float, 1, width);
        if (half) x = graph.Cast(x, "features.single", OnnxElementType.Float);
        if (field > 0)
        {
            var chosen = graph.Input("chosen", OnnxElementType.Int64, 1, field);
            var table = Weight("embedding", $"heads.{field}.embedding.weight", NetworkWeights.ChosenOffset(vocabulary, field), width);
            var gathered = graph.Node("Gather", "chosen.embedded", [table, chosen], ("axis", 0L)); // (1, field, width)
            var axes = graph.Constant(OnnxTensor.Of("chosen.axes", [1L], 1));
            var sum = graph.Node("ReduceSum", "chosen.sum", [gathered, axes], ("keepdims", 0L)); // (1, width)
            x = graph.Node("Add", "features.chosen", [x, sum]);
        }

        var active = graph.Node("Relu", "active", [x]);
        var relative = weights.IsRelative(field);
        graph.Node(
            "Gemm", relative ? "logits.absolute" : "logits",
            [active, Weight("out.weight", $"heads.{field}.out.weight", size, width), Weight("out.bias", $"heads.{field}.out.bias", size)],
            ("transB", 1L));
        if (relative) AddRelative();
        graph.Output("logits", OnnxElementType.Float, 1, size);
        return graph;

        // Value v lies at v − last among the distances −size … size − 1.
        void AddRelative()
        {
            var last = graph.Input("last", OnnxElementType.Int64, 1, 1);
            var offset = vocabulary.InputOffsets[field];
            long[] places = [.. Enumerable.Range(0, (int)size).Select(value => value + size + offset)];
            var indices = graph.Node("Sub", "distances", [graph.Constant(OnnxTensor.Of("distances.places", places, 1, size)), last]);
            var all = graph.Node("Gemm", "relative.all", [active, Weight("relative.weight", $"heads.{field}.relative.weight", 2 * size, width)], ("transB", 1L));
            var here = graph.Node("GatherElements", "relative", [all, indices], ("axis", 1L));
            graph.Node("Add", "logits", ["logits.absolute", here]);
        }

        string Weight(string name, string parameter, params long[] shape) =>
            half ? graph.FoldedHalf(name, weights[parameter], shape) : graph.Single(name, weights[parameter], shape);
    }
}
