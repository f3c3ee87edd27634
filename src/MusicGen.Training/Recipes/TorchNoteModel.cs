namespace MusicGen.Training;

/// <summary>A network stepped note by note in libtorch: lets a checkpoint be heard and compared before it is exported.</summary>
/// <remarks>Single-threaded. Off-line use only: every call allocates.</remarks>
internal sealed class TorchNoteModel : INoteModel
{
    private readonly NoteNetwork _network;
    private readonly NumberField?[] _numbers;
    private readonly int[] _chosenOffsets;
    private Tensor[] _state;
    private Tensor[] _features = [];
    private long[] _inputs = [];
    private float[] _logits = [];

    /// <param name="network">The network; disposed of with this.</param>
    /// <param name="numberWidths">(F) mean absolute error of fields that are predicted as numbers; empty = not known.</param>
    public TorchNoteModel(NoteNetwork network, IReadOnlyList<double>? numberWidths = null)
    {
        _network = network;
        _network.eval();
        var representation = Representation.Of(network.Vocabulary);
        _numbers = [.. network.IsNumber.Select((isNumber, f) => isNumber ? new NumberField(representation, f, numberWidths?.ElementAtOrDefault(f) ?? 0) : null)];
        _state = network.ZeroState(1, CPU);
        _chosenOffsets = new int[Vocabulary.OutputFields.Count];
        for (var f = 1; f < _chosenOffsets.Length; f++)
            _chosenOffsets[f] = _chosenOffsets[f - 1] + Vocabulary.OutputFields[f - 1].Size;
    }

    public Vocabulary Vocabulary => _network.Vocabulary;

    public int StateLength => _state.Sum(part => (int)part.numel());

    public void Reset() => Replace(_network.ZeroState(1, CPU));

    public void Forward(ReadOnlySpan<int> inputs)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var rows = new long[inputs.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = Vocabulary.InputOffsets[i] + inputs[i];
        _inputs = rows;
        var (features, next) = _network.Recur(tensor(rows, [1, 1, rows.Length]), _state);
        foreach (var tensor in _features) tensor.Dispose();
        _features = [.. features.Select(f => f.MoveToOuterDisposeScope())];
        Replace([.. next.Select(t => t.MoveToOuterDisposeScope())]);
    }

    public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default)
    {
        using var quiet = no_grad();
        using var scope = NewDisposeScope();
        var rows = new long[Vocabulary.OutputFields.Count];
        for (var f = 0; f < chosen.Length; f++) rows[f] = _chosenOffsets[f] + chosen[f];
        if (_features.Length == 0) throw new InvalidOperationException("Forward before Logits.");
        var tokens = traits.IsEmpty ? new byte[Vocabulary.TraitTokens(field)] : traits.ToArray();
        var logits = _network.Logits(
            field, _features[field], tensor(_inputs, [1, 1, _inputs.Length]), tensor(rows, [1, 1, rows.Length]), tensor(tokens, [1, 1, tokens.Length]));
        _logits = logits.contiguous().data<float>().ToArray();
        if (_numbers[field] is { } number) _logits = number.Logits(_logits[0]);
        return _logits;
    }

    public void SaveState(Span<float> state)
    {
        foreach (var part in _state)
        {
            var length = (int)part.numel();
            part.contiguous().data<float>().CopyTo(state[..length]);
            state = state[length..];
        }
    }

    public void LoadState(ReadOnlySpan<float> state)
    {
        var next = new Tensor[_state.Length];
        for (var i = 0; i < next.Length; i++)
        {
            var length = (int)_state[i].numel();
            next[i] = tensor(state[..length].ToArray(), _state[i].shape);
            state = state[length..];
        }
        Replace(next);
    }

    public void Dispose()
    {
        foreach (var tensor in _state) tensor.Dispose();
        foreach (var tensor in _features) tensor.Dispose();
        _network.Dispose();
    }

    private void Replace(Tensor[] next)
    {
        foreach (var tensor in _state) tensor.Dispose();
        _state = next;
    }
}
