using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// A model package run by ONNX Runtime, one note at a time: the model step of the playing path. It has answered its golden
/// vector before anybody gets hold of it.
/// </summary>
/// <remarks>Single-threaded. After construction no member allocates.</remarks>
internal sealed class OnnxNoteModel : INoteModel
{
    private readonly OnnxGraphs _graphs;
    private readonly int[] _inputOffsets;
    private readonly int[] _chosenOffsets;

    private OnnxNoteModel(ModelPackage package, ModelVariant variant, ProviderChoice provider, OnnxGraphs graphs)
    {
        _graphs = graphs;
        Vocabulary = package.Vocabulary;
        Variant = variant;
        Provider = provider;
        _inputOffsets = [.. Vocabulary.InputOffsets];
        _chosenOffsets = new int[Vocabulary.OutputFields.Count];
        for (var i = 1; i < _chosenOffsets.Length; i++) _chosenOffsets[i] = _chosenOffsets[i - 1] + Vocabulary.OutputFields[i - 1].Size;
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public int StateLength => _graphs.StateLength;

    /// <summary>The variant that runs.</summary>
    public ModelVariant Variant { get; }

    /// <summary>What runs it.</summary>
    public ProviderChoice Provider { get; }

    /// <summary>The graphs, for the bare measurement.</summary>
    public OnnxGraphs Graphs => _graphs;

    /// <summary>Opens a variant on a provider and replays the golden vector.</summary>
    /// <exception cref="InvalidDataException">The graphs do not fit the manifest or answer the golden vector wrongly.</exception>
    /// <exception cref="NotSupportedException">The provider is not there or does not start.</exception>
    /// <exception cref="DllNotFoundException">The engine's library is not installed.</exception>
    public static OnnxNoteModel Open(ModelPackage package, ModelVariant variant, ProviderChoice provider)
    {
        var model = new OnnxNoteModel(package, variant, provider, OnnxGraphs.Open(package, variant, provider));
        try
        {
            model.CheckGolden(package);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Reset() => _graphs.ClearState();

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<int> inputs)
    {
        var tokens = _graphs.Tokens;
        for (var i = 0; i < tokens.Length; i++) tokens[i] = inputs[i] + _inputOffsets[i];
        _graphs.RunStep();
    }

    /// <inheritdoc/>
    public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default)
    {
        var values = _graphs.Chosen;
        for (var i = 0; i < field; i++) values[i] = chosen[i] + _chosenOffsets[i];
        var tokens = _graphs.TraitsOf(field);
        if (traits.IsEmpty) tokens.Clear();
        else
            for (var i = 0; i < tokens.Length; i++) tokens[i] = traits[i];
        _graphs.RunHead(field);
        return _graphs.LogitsOf(field);
    }

    /// <inheritdoc/>
    public void SaveState(Span<float> state) => _graphs.SaveState(state);

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<float> state) => _graphs.LoadState(state);

    /// <inheritdoc/>
    public void Dispose() => _graphs.Dispose();

    private void CheckGolden(ModelPackage package)
    {
        var golden = package.Golden;
        Reset();
        foreach (var row in golden.Inputs) Forward(row.ToArray());
        var greedy = golden.Greedy.ToArray();
        for (var field = 0; field < greedy.Length; field++)
        {
            var found = Logits(field, greedy.AsSpan(0, field), GoldenVector.TraitsOf(Vocabulary, field));
            var worst = 0.0;
            for (var i = 0; i < found.Length; i++)
            {
                var difference = Math.Abs(found[i] - golden.Logits[field][i]);
                worst = Math.Max(worst, float.IsNaN(difference) ? double.PositiveInfinity : difference);
            }

            if (worst <= Variant.Tolerance) continue;
            throw new InvalidDataException(string.Create(
                CultureInfo.InvariantCulture,
                $"The golden vector's logits within {Variant.Tolerance} expected from '{package.Folder}' (variant '{Variant.Name}' on {Provider}, ONNX Runtime {OnnxGraphs.EngineVersion}), found field '{Vocabulary.OutputFields[field].Name}' {worst:0.####} off; export the model again or use another provider or library."));
        }

        Reset();
    }
}
