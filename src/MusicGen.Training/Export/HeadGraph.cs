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
        if (field > 0 && weights.IsConditioned)
        {
            var chosen = graph.Input("chosen", OnnxElementType.Int64, 1, field);
            var table = Weight("embedding", $"heads.{field}.embedding.weight", NetworkWeights.ChosenOffset(vocabulary, field), width);
            var gathered = graph.Node("Gather", "chosen.embedded", [table, chosen], ("axis", 0L)); // (1, field, width)
            var axes = graph.Constant(OnnxTensor.Of("chosen.axes", [1L], 1));
            var sum = graph.Node("ReduceSum", "chosen.sum", [gathered, axes], ("keepdims", 0L)); // (1, width)
            x = graph.Node("Add", "features.chosen", [x, sum]);
        }

        var active = graph.Node("Relu", "active", [x]);
        if (weights.Number(field) is { } number)
        {
            AddNumber(number.Places, number.Room);
            graph.Output("logits", OnnxElementType.Float, 1, size);
            return graph;
        }

        var relative = weights.IsRelative(field);
        graph.Node(
            "Gemm", relative ? "logits.absolute" : "logits",
            [active, Weight("out.weight", $"heads.{field}.out.weight", size, width), Weight("out.bias", $"heads.{field}.out.bias", size)],
            ("transB", 1L));
        if (relative) AddRelative();
        graph.Output("logits", OnnxElementType.Float, 1, size);
        return graph;

        void AddRelative()
        {
            var anchors = Anchors.Of(vocabulary, field)!;
            var tokens = graph.Input("tokens", OnnxElementType.Int64, 1, vocabulary.InputCount);
            var all = graph.Node("Gemm", "relative.all", [active, Weight("relative.weight", $"heads.{field}.relative.weight", anchors.Rows, width)], ("transB", 1L));
            var sum = "logits.absolute";
            foreach (var anchor in anchors.All.OfType<PitchAnchor>())
            {
                var name = $"relative.{anchor.Input}";
                var token = graph.Node("Gather", name + ".token", [tokens, Ints(name + ".input", anchor.Input)], ("axis", 1L)); // (1, 1)
                var here = graph.Node("GatherElements", name, [all, RowsFor(anchor, name, token)], ("axis", 1L)); // (1, size)
                sum = graph.Node("Add", anchor == anchors.All[^1] ? "logits" : name + ".sum", [sum, here]);
            }

            // Ends of notes are read by one table, what a match says by another.
            foreach (var group in anchors.All.OfType<BinAnchor>().GroupBy(anchor => anchor.Cells))
            {
                var here = AddBins($"bins.{group.First().Input}", tokens, all, [.. group]);
                sum = graph.Node("Add", group.Last() == anchors.All[^1] ? "logits" : here + ".sum", [sum, here]);
            }

            if (anchors.All.OfType<TraitAnchor>().ToArray() is { Length: > 0 } traits) graph.Node("Add", "logits", [sum, AddTraits(all, traits)]);
        }

        // (1, size). A table of distances would be a thousand times the constant that says them.
        string RowsFor(PitchAnchor anchor, string name, string token)
        {
            if (anchor.IsDistance)
            {
                long[] first = [.. anchor.Rows.Take(PitchAnchor.Pitches).Select(row => row + anchor.Offset)];
                return graph.Node("Sub", name + ".rows", [graph.Constant(OnnxTensor.Of(name + ".first", first, 1, size)), token]);
            }

            var offset = graph.Constant(OnnxTensor.Of(name + ".offset", [(long)anchor.Offset], 1, 1));
            var table = graph.Constant(OnnxTensor.Of(name + ".table", anchor.Rows, anchor.Rows.Length / PitchAnchor.Pitches, size));
            var value = graph.Node("Reshape", name + ".value", [graph.Node("Sub", name + ".row", [token, offset]), graph.Constant(OnnxTensor.Of(name + ".shape", [1L], 1))]);
            return graph.Node("Gather", name + ".rows", [table, value], ("axis", 0L));
        }

        // (1, size). What BinAnchor looks up is added up here, for the same reason: all n anchors at once, as many small operations would take longer than the head itself.
        string AddBins(string name, string tokens, string all, BinAnchor[] ends)
        {
            var first = ends[0];
            var token = graph.Node("Gather", name + ".tokens", [tokens, Ints(name + ".inputs", [.. ends.Select(end => (long)end.Input)])], ("axis", 1L)); // (1, n)
            var value = graph.Node("Sub", name + ".said", [token, Ints(name + ".offsets", [.. ends.Select(end => (long)end.Offset)])]);
            var left = graph.Node("Gather", name + ".left", [Ints(name + ".cells", first.Cells), value], ("axis", 0L)); // (1, n)
            if (first.ShiftCells.Length > 0)
            {
                var shift = graph.Node("Gather", name + ".shift", ["chosen", Ints(name + ".shift.field", 0)], ("axis", 1L)); // (1, 1)
                var passed = graph.Node("Gather", name + ".passed", [Ints(name + ".shift.cells", first.ShiftCells), shift], ("axis", 0L));
                left = graph.Node("Max", name + ".left.then", [graph.Node("Sub", name + ".left.or.gone", [left, passed]), Ints(name + ".gone", 0)]);
            }

            var bins = graph.Node("Gather", name + ".bins", [Ints(name + ".bin.of", [BinAnchor.Nowhere, .. first.Bins.Skip(1)]), left], ("axis", 0L)); // (1, n)
            var column = graph.Node("Reshape", name + ".column", [bins, Ints(name + ".column.shape", ends.Length, 1)]);
            var distance = graph.Node("Sub", name + ".distance", [Ints(name + ".values", [.. Enumerable.Range(0, (int)size).Select(bin => (long)bin)]), column]); // (n, size)
            var near = graph.Node("Min", name + ".near", [graph.Node("Max", name + ".not.below", [distance, Ints(name + ".low", -BinAnchor.Reach)]), Ints(name + ".high", BinAnchor.Reach)]);
            long[] middles = [.. ends.Select(end => (long)end.FirstRow + BinAnchor.Reach)];
            var rows = graph.Node("Add", name + ".rows", [near, graph.Constant(OnnxTensor.Of(name + ".middles", middles, ends.Length, 1))]);
            var here = graph.Node("Gather", name + ".here", [all, rows], ("axis", 1L)); // (1, n, size)
            return graph.Node("ReduceSum", name, [here, Ints(name + ".axis", 1)], ("keepdims", 0L));
        }

        // (1, size). What is known of each value picks a row; all n traits at once.
        string AddTraits(string all, TraitAnchor[] traits)
        {
            var tokens = graph.Input("traits", OnnxElementType.Int64, traits.Length, size); // (n, size)
            var first = graph.Constant(OnnxTensor.Of("traits.first", [.. traits.Select(trait => (long)trait.FirstRow)], traits.Length, 1));
            var here = graph.Node("Gather", "traits.here", [all, graph.Node("Add", "traits.rows", [tokens, first])], ("axis", 1L)); // (1, n, size)
            return graph.Node("ReduceSum", "traits.sum", [here, Ints("traits.axis", 1)], ("keepdims", 0L));
        }

        string Ints(string name, params long[] values) => graph.Constant(OnnxTensor.Of(name, values, values.Length));

        // Scores of a Laplace distribution around one predicted number.
        void AddNumber(float[] places, float[] room)
        {
            var at = graph.Node("Gemm", "number", [active, Weight("out.weight", $"heads.{field}.out.weight", 1, width), Weight("out.bias", $"heads.{field}.out.bias", 1)], ("transB", 1L));
            var signed = graph.Node("Sub", "distances.signed", [graph.Single("places", places, 1, size), at]);
            graph.Node("Sub", "logits", [graph.Single("room", room, 1, size), graph.Node("Abs", "distances.absolute", [signed])]);
        }

        string Weight(string name, string parameter, params long[] shape) =>
            half ? graph.FoldedHalf(name, weights[parameter], shape) : graph.Single(name, weights[parameter], shape);
    }
}
