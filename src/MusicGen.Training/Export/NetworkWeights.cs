using MusicGen.Core;

namespace MusicGen.Training;

/// <summary>
/// A trained network as it enters export: every parameter by its libtorch name, with its shape. Sizes are read off the
/// shapes and all are checked, so that what goes on from here is known to fit together and to be finite.
/// </summary>
/// <remarks>
/// R = rows of the vocabulary's embedding table, I = inputs, F = output fields, E = embedding, H = hidden, D = head width,
/// V = size of field f, S = sum of the sizes of the fields before f:
/// embedding.weight (R, E); lstm.weight_ih_l{k} (4H, I·E or H); lstm.weight_hh_l{k} (4H, H); lstm.bias_ih_l{k}, lstm.bias_hh_l{k} (4H),
/// gates i, f, g, o; with attention attention.query.weight (H, H), attention.join.weight (H, 2H), attention.join.bias (H); project.weight (F·D, H); project.bias (F·D); heads.{f}.embedding.weight (S, D) for f > 0;
/// heads.{f}.out.weight (V, D); heads.{f}.out.bias (V); heads.{f}.relative.weight (rows of <c>Anchors</c>, D) where values are
/// also predicted by their distance from what was played. Of a field that is predicted as a number V is 1, in widths of the distribution around it; where
/// fields do not see each other no head has an embedding. Thread-safe.
/// </remarks>
public sealed class NetworkWeights
{
    private readonly IReadOnlyDictionary<string, (float[] Values, long[] Shape)> _arrays;
    private readonly IReadOnlyDictionary<int, (float[] Places, float[] Room)> _numbers;

    /// <summary>Takes and checks the parameters of a network.</summary>
    /// <param name="vocabulary">The fields it reads and writes.</param>
    /// <param name="arrays">Values (row-major) and shape of every parameter by name.</param>
    /// <param name="residual">Whether each layer from the second on adds its input to its output.</param>
    /// <param name="isConditioned">Whether fields see those chosen before them.</param>
    /// <param name="attentionSteps">Steps that attention looks back upon; 0 = the network has none.</param>
    /// <param name="numbers">Of each field predicted as a number, where its values lie (V) and the natural logarithm of what each covers (V).</param>
    /// <exception cref="InvalidDataException">A parameter is missing, unknown, of another shape than the vocabulary and its fellows ask for, or not finite.</exception>
    public NetworkWeights(
        Vocabulary vocabulary, IReadOnlyDictionary<string, (float[] Values, long[] Shape)> arrays, bool residual, bool isConditioned = true,
        int attentionSteps = 0, IReadOnlyDictionary<int, (float[] Places, float[] Room)>? numbers = null)
    {
        Vocabulary = vocabulary ?? throw new ArgumentNullException(nameof(vocabulary));
        _arrays = arrays ?? throw new ArgumentNullException(nameof(arrays));
        Residual = residual;
        IsConditioned = isConditioned;
        AttentionSteps = attentionSteps;
        _numbers = numbers ?? new Dictionary<int, (float[], float[])>();
        Layers = 0;
        while (arrays.ContainsKey($"lstm.weight_ih_l{Layers}")) Layers++;
        if (Layers == 0) throw Fault("parameter 'lstm.weight_ih_l0' expected, found none");
        EmbeddingSize = SizeOf("embedding.weight", 1);
        HiddenSize = SizeOf("lstm.weight_hh_l0", 1);
        HeadSize = SizeOf("heads.0.out.weight", 1);
        Check();
    }

    /// <summary>The fields it reads and writes.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Whether each layer from the second on adds its input to its output.</summary>
    public bool Residual { get; }

    /// <summary>Whether fields see those chosen before them.</summary>
    public bool IsConditioned { get; }

    /// <summary>Steps that attention after the first layer looks back upon; 0 = there is none.</summary>
    public int AttentionSteps { get; }

    /// <summary>LSTM layers.</summary>
    public int Layers { get; }

    /// <summary>Hidden size of each layer.</summary>
    public int HiddenSize { get; }

    /// <summary>Width of one embedding.</summary>
    public int EmbeddingSize { get; }

    /// <summary>Width of one head's features.</summary>
    public int HeadSize { get; }

    /// <summary>Numbers in all parameters together.</summary>
    public long ParameterCount => _arrays.Values.Sum(array => (long)array.Values.Length);

    /// <summary>Width of a layer's input.</summary>
    public int InputSize(int layer) => layer == 0 ? Vocabulary.InputCount * EmbeddingSize : HiddenSize;

    /// <summary>Sum of the sizes of the output fields before one: the offset of its values among all chosen values.</summary>
    public static int ChosenOffset(Vocabulary vocabulary, int field)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        return vocabulary.OutputFields.Take(field).Sum(earlier => earlier.Size);
    }

    /// <summary>The values of one parameter, row-major.</summary>
    public float[] this[string name] => _arrays[name].Values;

    /// <summary>Whether a field is also predicted by its distance from what was played.</summary>
    public bool IsRelative(int field) => _arrays.ContainsKey(RelativeName(field));

    /// <summary>Of a field predicted as a number, where its values lie and the natural logarithm of what each covers; else null.</summary>
    public (float[] Places, float[] Room)? Number(int field) => _numbers.TryGetValue(field, out var number) ? number : null;

    private static string RelativeName(int field) => $"heads.{field}.relative.weight";

    private void Check()
    {
        var expected = new HashSet<string>();
        foreach (var (name, shape) in ExpectedShapes())
        {
            expected.Add(name);
            if (!_arrays.TryGetValue(name, out var array)) throw Fault($"parameter '{name}' {Text(shape)} expected, found none");
            if (!array.Shape.AsSpan().SequenceEqual(shape)) throw Fault($"shape {Text(shape)} expected of parameter '{name}', found {Text(array.Shape)}");
            if (array.Values.Length != shape.Aggregate(1L, (product, size) => product * size))
                throw Fault($"{Text(shape)} values expected in parameter '{name}', found {array.Values.Length}");
            var bad = array.Values.AsSpan().IndexOfAnyExceptInRange(float.MinValue, float.MaxValue);
            if (bad >= 0) throw Fault($"finite weights expected, found {array.Values[bad]} in parameter '{name}' at {bad}; training has diverged, so go back to an earlier checkpoint or train with a lower learning rate", "");
        }

        if (_arrays.Keys.FirstOrDefault(name => !expected.Contains(name)) is { } unknown)
            throw Fault($"only the parameters of the note network expected, found '{unknown}' {Text(_arrays[unknown].Shape)} too");
    }

    private IEnumerable<(string Name, long[] Shape)> ExpectedShapes()
    {
        var fields = Vocabulary.OutputFields.Count;
        yield return ("embedding.weight", [Vocabulary.InputRowCount, EmbeddingSize]);
        for (var layer = 0; layer < Layers; layer++)
        {
            yield return ($"lstm.weight_ih_l{layer}", [4 * HiddenSize, InputSize(layer)]);
            yield return ($"lstm.weight_hh_l{layer}", [4 * HiddenSize, HiddenSize]);
            yield return ($"lstm.bias_ih_l{layer}", [4 * HiddenSize]);
            yield return ($"lstm.bias_hh_l{layer}", [4 * HiddenSize]);
        }

        if (AttentionSteps > 0)
        {
            yield return ("attention.query.weight", [HiddenSize, HiddenSize]);
            yield return ("attention.join.weight", [HiddenSize, 2 * HiddenSize]);
            yield return ("attention.join.bias", [HiddenSize]);
        }

        yield return ("project.weight", [fields * HeadSize, HiddenSize]);
        yield return ("project.bias", [fields * HeadSize]);
        for (var field = 0; field < fields; field++)
        {
            if (field > 0 && IsConditioned) yield return ($"heads.{field}.embedding.weight", [ChosenOffset(Vocabulary, field), HeadSize]);
            yield return ($"heads.{field}.out.weight", [OutputsOf(field), HeadSize]);
            yield return ($"heads.{field}.out.bias", [OutputsOf(field)]);
            if (IsRelative(field) && Anchors.Of(Vocabulary, field) is { } anchors) yield return (RelativeName(field), [anchors.Rows, HeadSize]);
        }
    }

    private long OutputsOf(int field) => _numbers.ContainsKey(field) ? 1 : Vocabulary.OutputFields[field].Size;

    private int SizeOf(string name, int axis)
    {
        if (!_arrays.TryGetValue(name, out var array)) throw Fault($"parameter '{name}' expected, found none");
        if (array.Shape.Length != 2) throw Fault($"two axes expected of parameter '{name}', found {Text(array.Shape)}");
        return (int)array.Shape[axis];
    }

    private static string Text(long[] shape) => $"({string.Join(", ", shape)})";

    private static InvalidDataException Fault(string what, string remedy = "; train the model again with this program's recipe, or export it with the one that trained it") =>
        new($"Weights for export: {what}{remedy}.");
}
