using MusicGen.Core;

namespace MusicGen.Training;

/// <summary>
/// Builds the <c>step</c> graph of a package: tokens and state in, features of all output fields and the next state out.
/// Tensor names and shapes are those that <see cref="ModelManifest"/> documents.
/// </summary>
/// <remarks>Single-threaded.</remarks>
public sealed class StepGraph
{
    private readonly OnnxGraph _graph = new("step");
    private readonly NetworkWeights _weights;
    private readonly NetworkPrecision _precision;

    private StepGraph(NetworkWeights weights, NetworkPrecision precision)
    {
        _weights = weights;
        _precision = precision;
    }

    private OnnxElementType Element =>
        _precision == NetworkPrecision.Fp16 ? OnnxElementType.Float16 : OnnxElementType.Float;

    /// <summary>Builds the graph of a network in one precision.</summary>
    public static OnnxGraph Build(NetworkWeights weights, NetworkPrecision precision)
    {
        ArgumentNullException.ThrowIfNull(weights);
        return new StepGraph(weights, precision).Build();
    }

    private OnnxGraph Build()
    {
        long hidden = _weights.HiddenSize;
        var x = Embed(); // (1, 1, inputs · embedding)
        for (var layer = 0; layer < _weights.Layers; layer++)
        {
            _graph.Input($"state.{2 * layer}", Element, 1, 1, hidden);
            _graph.Input($"state.{2 * layer + 1}", Element, 1, 1, hidden);
            var y = Lstm(layer, x); // (1, 1, hidden)
            x = _weights.Residual && layer > 0 ? _graph.Node("Add", $"residual.{layer}", [y, x]) : y;
            if (layer == 0 && _weights.AttentionSteps > 0) x = Attend(x);
        }

        var last = _graph.Node("Reshape", "last", [x, _graph.Constant(OnnxTensor.Of("last.shape", [1L, hidden], 2))]);
        Project(last);
        long width = _weights.Vocabulary.OutputFields.Count * _weights.HeadSize;
        _graph.Output("features", Element, 1, width);
        for (var i = 0; i < 2 * _weights.Layers; i++) _graph.Output($"next.{i}", Element, 1, 1, hidden);
        if (_weights.AttentionSteps > 0) _graph.Output($"next.{2 * _weights.Layers}", Element, 1, _weights.AttentionSteps, hidden);
        return _graph;
    }

    private string Embed()
    {
        long inputs = _weights.Vocabulary.InputCount, rows = _weights.Vocabulary.InputRowCount, width = _weights.EmbeddingSize;
        var tokens = _graph.Input("tokens", OnnxElementType.Int64, 1, inputs);
        var values = _weights["embedding.weight"];
        var table = _precision == NetworkPrecision.Fp16
            ? _graph.Half("embedding", values, rows, width)
            : _graph.Single("embedding", values, rows, width);
        var gathered = _graph.Node("Gather", "embedded", [table, tokens], ("axis", 0L));
        var shape = _graph.Constant(OnnxTensor.Of("embedded.shape", [1L, 1L, inputs * width], 3));
        return _graph.Node("Reshape", "embedded.flat", [gathered, shape]);
    }

    private string Lstm(int layer, string x)
    {
        long input = _weights.InputSize(layer), hidden = _weights.HiddenSize;
        var w = LstmLayout.Reordered(_weights[$"lstm.weight_ih_l{layer}"]);
        var r = LstmLayout.Reordered(_weights[$"lstm.weight_hh_l{layer}"]);
        var b = LstmLayout.Bias(_weights[$"lstm.bias_ih_l{layer}"], _weights[$"lstm.bias_hh_l{layer}"]);
        string h = $"state.{2 * layer}", c = $"state.{2 * layer + 1}", name = $"lstm.{layer}";
        IReadOnlyList<string> outputs = ["", $"next.{2 * layer}", $"next.{2 * layer + 1}"];
        if (_precision == NetworkPrecision.Int8)
        {
            var (wValues, wScales, wZeros) = Int8(name + ".w", w, input, [1, input, 4 * hidden], [1, 4 * hidden]);
            var (rValues, rScales, rZeros) = Int8(name + ".r", r, hidden, [1, hidden, 4 * hidden], [1, 4 * hidden]);
            var bias = _graph.Single(name + ".b", b, 1, 8 * hidden);
            _graph.Add(new OnnxNode(
                "DynamicQuantizeLSTM", OnnxGraph.MicrosoftDomain,
                [x, wValues, rValues, bias, "", h, c, "", wScales, wZeros, rScales, rZeros], outputs, [("hidden_size", hidden)]));
            return outputs[1];
        }

        // B stays a plain constant: with a computed one the CUDA provider leaves the bias out without a word.
        var half = _precision == NetworkPrecision.Fp16;
        IReadOnlyList<string> inputs = half
            ? [x, _graph.FoldedInt8(name + ".w", w, 1, 4 * hidden, input), _graph.FoldedInt8(name + ".r", r, 1, 4 * hidden, hidden), _graph.Half(name + ".b", b, 1, 8 * hidden), "", h, c]
            : [x, _graph.Single(name + ".w", w, 1, 4 * hidden, input), _graph.Single(name + ".r", r, 1, 4 * hidden, hidden), _graph.Single(name + ".b", b, 1, 8 * hidden), "", h, c];
        _graph.Add(new OnnxNode("LSTM", "", inputs, outputs, [("hidden_size", hidden)]));
        return outputs[1];
    }

    // What StepAttention computes, for one step. A thousandth of the layers' work: in floats in every variant.
    private string Attend(string x)
    {
        long hidden = _weights.HiddenSize, steps = _weights.AttentionSteps;
        var memory = _graph.Input($"state.{2 * _weights.Layers}", Element, 1, steps, hidden);
        var all = _graph.Node("Concat", "attention.all", [memory, x], ("axis", 1L)); // (1, steps + 1, hidden)
        Slice(1, steps + 1, $"next.{2 * _weights.Layers}");
        var row = _graph.Node("Reshape", "attention.row", [x, Shape("row", 1, hidden)]);
        var scaled = Array.ConvertAll(_weights["attention.query.weight"], weight => (float)(weight / Math.Sqrt(hidden)));
        var query = _graph.Node("Gemm", "attention.query", [row, Constant("attention.query.weight", scaled, hidden, hidden)], ("transB", 1L));
        var scores = _graph.Node("MatMul", "attention.scores", [all, _graph.Node("Reshape", "attention.column", [query, Shape("column", 1, hidden, 1)])]); // (1, steps + 1, 1)
        var shares = _graph.Node("Softmax", "attention.shares", [scores], ("axis", 1L));
        var weighted = _graph.Node("Mul", "attention.weighted", [all, shares]);
        var seen = _graph.Node("ReduceSum", "attention.seen", [weighted, Shape("axis", 1)], ("keepdims", 0L)); // (1, hidden)
        var both = _graph.Node("Concat", "attention.both", [row, seen], ("axis", 1L));
        var joined = _graph.Node(
            "Gemm", "attention.joined", [both, Constant("attention.join.weight", _weights["attention.join.weight"], hidden, 2 * hidden), Constant("attention.join.bias", _weights["attention.join.bias"], hidden)],
            ("transB", 1L));
        var added = _graph.Node("Add", "attention.added", [row, _graph.Node("Tanh", "attention.tanh", [joined])]);
        return _graph.Node("Reshape", "attention", [added, Shape("output", 1, 1, hidden)]);

        string Shape(string name, params long[] values) => _graph.Constant(OnnxTensor.Of($"attention.{name}.shape", values, values.Length));

        string Constant(string name, float[] values, params long[] shape) => Element == OnnxElementType.Float16 ? _graph.Half(name, values, shape) : _graph.Single(name, values, shape);

        void Slice(long from, long to, string output) => _graph.Node("Slice", output, [all, Shape("from", from), Shape("to", to), Shape("along", 1)]);
    }

    private void Project(string last)
    {
        long hidden = _weights.HiddenSize, width = _weights.Vocabulary.OutputFields.Count * _weights.HeadSize;
        float[] weight = _weights["project.weight"], bias = _weights["project.bias"];
        switch (_precision)
        {
            case NetworkPrecision.Int8:
                var (values, scales, zeros) = Int8("project.weight", weight, hidden, [hidden, width], [width]);
                _graph.Add(new OnnxNode(
                    "DynamicQuantizeMatMul", OnnxGraph.MicrosoftDomain,
                    [last, values, scales, zeros, _graph.Single("project.bias", bias, width)], ["features"], []));
                break;
            case NetworkPrecision.Fp16:
                Gemm(_graph.FoldedInt8("project.weight", weight, width, hidden), _graph.Half("project.bias", bias, width));
                break;
            default:
                Gemm(_graph.Single("project.weight", weight, width, hidden), _graph.Single("project.bias", bias, width));
                break;
        }

        void Gemm(string w, string b) => _graph.Node("Gemm", "features", [last, w, b], ("transB", 1L));
    }

    // Symmetric int8, stored as unsigned bytes around 128: with signed ones, x64 without VNNI adds pairs of products in
    // saturating 16 bits (vpmaddubsw), which ruins a 2×512 network at full range (0.99 off in a logit against 0.04) and
    // halves the resolution at the range that is safe (±64); unsigned ones cost a fifth of the time there and nothing on ARM.
    private (string Values, string Scales, string Zeros) Int8(
        string name, ReadOnlySpan<float> rows, long columns, long[] shape, long[] scalesShape)
    {
        var quantised = Quantiser.Quantise(rows, (int)(rows.Length / columns));
        var zeros = new byte[quantised.Rows];
        Array.Fill(zeros, QuantisedMatrix.UnsignedZero);
        return (
            _graph.Constant(OnnxTensor.Of(name, quantised.TransposedUnsigned(), shape)),
            _graph.Single(name + ".scales", quantised.Scales, scalesShape),
            _graph.Constant(OnnxTensor.Of(name + ".zeros", zeros, scalesShape)));
    }
}
