namespace MusicGen.Training.Tests;

/// <summary>
/// The network in plain double-precision loops, written from its equations in libtorch's layouts: the oracle that the
/// exported graphs are held against without libtorch.
/// </summary>
internal sealed class ReferenceNetwork(NetworkWeights weights) : INoteModel
{
    private readonly double[][] _h = Zeros(weights.Layers, weights.HiddenSize);
    private readonly double[][] _c = Zeros(weights.Layers, weights.HiddenSize);
    private double[] _features = [];
    private float[] _logits = [];
    private int[] _last = [];

    public Vocabulary Vocabulary => weights.Vocabulary;

    public int StateLength => 2 * weights.Layers * weights.HiddenSize;

    public void Reset()
    {
        foreach (var array in _h.Concat(_c)) Array.Clear(array);
    }

    public void Forward(ReadOnlySpan<int> inputs)
    {
        _last = inputs.ToArray();
        var x = new double[weights.InputSize(0)];
        for (var i = 0; i < inputs.Length; i++)
            for (var k = 0; k < weights.EmbeddingSize; k++)
                x[i * weights.EmbeddingSize + k] =
                    weights["embedding.weight"][(Vocabulary.InputOffsets[i] + inputs[i]) * weights.EmbeddingSize + k];
        for (var layer = 0; layer < weights.Layers; layer++)
        {
            var y = Lstm(layer, x);
            x = weights.Residual && layer > 0 ? [.. y.Zip(x, (a, b) => a + b)] : [.. y];
        }

        _features = Linear(weights["project.weight"], weights["project.bias"], x);
    }

    public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default)
    {
        var width = weights.HeadSize;
        var active = _features.AsSpan(field * width, width).ToArray();
        for (var earlier = 0; earlier < field; earlier++)
        {
            var row = NetworkWeights.ChosenOffset(Vocabulary, earlier) + chosen[earlier];
            for (var k = 0; k < width; k++) active[k] += weights[$"heads.{field}.embedding.weight"][row * width + k];
        }

        for (var k = 0; k < width; k++) active[k] = Math.Max(active[k], 0);
        var logits = Linear(weights[$"heads.{field}.out.weight"], weights[$"heads.{field}.out.bias"], active);
        if (weights.IsRelative(field))
        {
            var relative = weights[$"heads.{field}.relative.weight"];
            var rows = Linear(relative, new float[relative.Length / width], active);
            for (var value = 0; value < logits.Length; value++)
            {
                logits[value] += FromTraits(rows, field, value, traits);
                logits[value] += Vocabulary.OutputFields[field].Name switch
                {
                    FieldNames.Pitch => Relative(rows, field, value),
                    FieldNames.Velocity => FromMatch(rows, 0, FieldNames.MatchVelocity, value),
                    FieldNames.Shift => FromEnds(rows, field, value, chosen) + FromMatch(rows, 75, FieldNames.MatchShift, value),
                    _ => FromEnds(rows, field, value, chosen) + FromMatch(rows, 75, FieldNames.MatchDuration, value),
                };
            }
        }

        _logits = [.. logits.Select(v => (float)v)];
        return _logits;
    }

    // Distances from the pitches 1, 2, 3 and 4 notes ago; then degrees of a major or minor key, or pitch classes; then distances from three pitches that a match expects.
    private double Relative(double[] rows, int field, int pitch)
    {
        var sum = rows[128 + pitch - _last[field]];
        var key = Vocabulary.ContextIndex(FieldNames.Tonality);
        if (key < 0) return sum;
        var fields = Vocabulary.OutputFields.Count;
        for (var ago = 2; ago <= 4; ago++) sum += rows[256 + 257 * (ago - 2) + 129 + pitch - _last[fields + Vocabulary.ContextIndex($"pitch.{ago}")]];
        var tonality = _last[fields + key];
        var degree = tonality == 0 ? 24 + pitch % 12 : tonality <= 12 ? (pitch + 24 - (tonality - 1)) % 12 : 12 + (pitch + 24 - (tonality - 13)) % 12;
        sum += rows[256 + 3 * 257 + degree];
        if (Vocabulary.ContextIndex(FieldNames.Match) < 0) return sum;
        for (var next = 1; next <= 3; next++)
            sum += rows[256 + 3 * 257 + 36 + 257 * (next - 1) + 129 + pitch - _last[fields + Vocabulary.ContextIndex($"match.{next}")]];
        return sum;
    }

    // Distances in bins from three ends, up to twelve either way; those of notes that have ended say nothing, which is the same of every value.
    private double FromEnds(double[] rows, int field, int value, ReadOnlySpan<int> chosen)
    {
        TimeGrid grid = TimeGrid.Of(Vocabulary.TimeBase), sounding = TimeGrid.SoundingOf(Vocabulary.TimeBase);
        var sum = 0.0;
        for (var end = 0; end < 3; end++)
        {
            var left = sounding.CellOf(_last[Vocabulary.OutputFields.Count + Vocabulary.ContextIndex($"sounding.{end + 1}")]);
            if (Vocabulary.OutputFields[field].Name == FieldNames.Duration && left > 0) left -= chosen[0] < grid.BinCount ? grid.CellOf(chosen[0]) : left;
            sum += rows[25 * end + 12 + (left > 0 ? Math.Clamp(value - grid.BinOf(left), -12, 12) : 12)];
        }

        return sum;
    }

    // Distance in bins from what a match expects, up to twelve either way; where it expects nothing, the same of every value.
    private double FromMatch(double[] rows, int firstRow, string name, int value)
    {
        var context = Vocabulary.ContextIndex(name);
        if (context < 0) return 0;
        var bin = _last[Vocabulary.OutputFields.Count + context] - 1;
        return rows[firstRow + 12 + (bin >= 0 ? Math.Clamp(value - bin, -12, 12) : 12)];
    }

    // A row for each token, trait after trait, behind all others.
    private double FromTraits(double[] rows, int field, int value, ReadOnlySpan<byte> tokens)
    {
        var (name, size) = Vocabulary.OutputFields[field];
        Trait[] traits = [.. Vocabulary.Traits.Where(trait => trait.Field == name)];
        var (first, sum) = (rows.Length - traits.Sum(trait => trait.Size), 0.0);
        for (var i = 0; i < traits.Length; i++)
        {
            sum += rows[first + (tokens.IsEmpty ? 0 : tokens[i * size + value])];
            first += traits[i].Size;
        }

        return sum;
    }

    public void SaveState(Span<float> state)
    {
        for (var layer = 0; layer < weights.Layers; layer++)
            for (var k = 0; k < weights.HiddenSize; k++)
            {
                state[2 * layer * weights.HiddenSize + k] = (float)_h[layer][k];
                state[(2 * layer + 1) * weights.HiddenSize + k] = (float)_c[layer][k];
            }
    }

    public void LoadState(ReadOnlySpan<float> state)
    {
        for (var layer = 0; layer < weights.Layers; layer++)
            for (var k = 0; k < weights.HiddenSize; k++)
            {
                _h[layer][k] = state[2 * layer * weights.HiddenSize + k];
                _c[layer][k] = state[(2 * layer + 1) * weights.HiddenSize + k];
            }
    }

    public void Dispose()
    {
    }

    // i, f, g, o as libtorch documents torch.nn.LSTM.
    private double[] Lstm(int layer, double[] x)
    {
        var hidden = weights.HiddenSize;
        var fromInput = Linear(weights[$"lstm.weight_ih_l{layer}"], weights[$"lstm.bias_ih_l{layer}"], x);
        var fromState = Linear(weights[$"lstm.weight_hh_l{layer}"], weights[$"lstm.bias_hh_l{layer}"], _h[layer]);
        for (var k = 0; k < hidden; k++)
        {
            double Gate(int gate) => fromInput[gate * hidden + k] + fromState[gate * hidden + k];
            _c[layer][k] = Sigmoid(Gate(1)) * _c[layer][k] + Sigmoid(Gate(0)) * Math.Tanh(Gate(2));
            _h[layer][k] = Sigmoid(Gate(3)) * Math.Tanh(_c[layer][k]);
        }

        return _h[layer];
    }

    private static double[] Linear(float[] weight, float[] bias, double[] x)
    {
        var y = new double[bias.Length];
        for (var row = 0; row < y.Length; row++)
        {
            double sum = bias[row];
            for (var k = 0; k < x.Length; k++) sum += weight[row * x.Length + k] * x[k];
            y[row] = sum;
        }

        return y;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[][] Zeros(int layers, int hidden) =>
        [.. Enumerable.Range(0, layers).Select(_ => new double[hidden])];
}
