namespace MusicGen.Training;

/// <summary>
/// The network of the <c>note</c> family: one embedding table for all inputs → LSTM layers, after the first of them attention where a recipe has it → one
/// linear projection into the features of every field's head → heads, each conditioned on the fields before it.
/// Letters: B streams, T notes, I inputs, E embedding, L layers, H hidden, A steps of attention, F output fields, D head size, V field size.
/// </summary>
internal sealed class NoteNetwork : nn.Module
{
    private readonly RecipeOptions _options;
    private readonly Embedding _embedding;
    private readonly LSTM[] _layers;
    private readonly StepAttention? _attention;
    private readonly Linear _project;
    private readonly FieldHead[] _heads;

    public NoteNetwork(RecipeOptions options, Vocabulary vocabulary)
        : base(nameof(NoteNetwork))
    {
        _options = options;
        Vocabulary = vocabulary;
        IsNumber = options.NumberFields(vocabulary);
        _embedding = nn.Embedding(vocabulary.InputRowCount, options.EmbeddingSize);
        if (options.PitchMemory) LayOutPitches(_embedding, vocabulary);
        register_module("embedding", _embedding);
        _layers = new LSTM[options.Layers];
        for (var k = 0; k < _layers.Length; k++)
        {
            var width = k == 0 ? vocabulary.InputCount * options.EmbeddingSize : options.HiddenSize;
            _layers[k] = nn.LSTM(width, options.HiddenSize);
            OpenForgetGates(_layers[k], options.HiddenSize);
            register_module($"lstm{k}", _layers[k]);
        }

        if (options.AttentionSteps > 0) register_module("attention", _attention = new StepAttention(options.HiddenSize, options.AttentionSteps));
        var fields = vocabulary.OutputFields;
        _project = nn.Linear(options.HiddenSize, fields.Count * options.HeadSize);
        register_module("project", _project);
        _heads = new FieldHead[fields.Count];
        for (int f = 0, rows = 0; f < _heads.Length; rows += fields[f].Size, f++)
        {
            // What else fields are predicted by their distance from has inputs of its own; the last pitch is always there.
            var isAnchored = fields[f].Name != FieldNames.Pitch || options.PitchMemory;
            _heads[f] = new FieldHead(options.ConditionsFields ? rows : 0, options.HeadSize, IsNumber[f] ? 1 : fields[f].Size, isAnchored ? Anchors.Of(vocabulary, f) : null);
            // Few keys are down at a time: otherwise the first rounds learn nothing but that.
            if (options.Representation == RepresentationNames.Roll && fields[f].Size == 2) _heads[f].Expect([0, -3]);
            register_module($"head{f}", _heads[f]);
        }
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>Settings that it was made with.</summary>
    public RecipeOptions Recipe => _options;

    /// <summary>(F) fields predicted as one number.</summary>
    public IReadOnlyList<bool> IsNumber { get; }

    /// <summary>Zero state: h and c of every layer, and what attention looks back upon.</summary>
    /// <returns>2L tensors (1, B, H): h₀, c₀, h₁, c₁, …; with attention (A, B, H) besides.</returns>
    public Tensor[] ZeroState(long batch, Device device)
    {
        var state = new Tensor[2 * _layers.Length + (_attention is null ? 0 : 1)];
        for (var i = 0; i < state.Length; i++) state[i] = zeros([i < 2 * _layers.Length ? 1 : _options.AttentionSteps, batch, _options.HiddenSize], device: device);
        return state;
    }

    /// <summary>The recurrent part.</summary>
    /// <param name="inputs">(T, B, I) rows of the embedding table.</param>
    /// <param name="state">As <see cref="ZeroState"/> gives it.</param>
    /// <param name="random">What dropout is drawn from; null = none, as when playing.</param>
    /// <returns>(F) features (T, B, D) of each field and the state after the last note.</returns>
    public (Tensor[] Features, Tensor[] State) Recur(Tensor inputs, Tensor[] state, Generator? random = null)
    {
        var drop = new SeededDropout(_options.Dropout, random);
        long time = inputs.shape[0], batch = inputs.shape[1];
        var x = _embedding.forward(inputs).view(time, batch, -1);
        var next = new Tensor[state.Length];
        for (var k = 0; k < _layers.Length; k++)
        {
            if (k > 0) x = drop.Apply(x);
            var (y, h, c) = _layers[k].forward(x, (state[2 * k], state[2 * k + 1]));
            x = k > 0 && _options.Residual ? y + x : y;
            next[2 * k] = h;
            next[2 * k + 1] = c;
            if (k == 0 && _attention is not null) (x, next[^1]) = _attention.Forward(x, state[^1]);
        }

        return (_project.forward(drop.Apply(x)).split(_options.HeadSize, 2), next);
    }

    /// <summary>Logits of one field.</summary>
    /// <param name="field">Output field.</param>
    /// <param name="features">(T, B, D) the field's own from <see cref="Recur"/>.</param>
    /// <param name="inputs">(T, B, I) what <see cref="Recur"/> made them of.</param>
    /// <param name="chosen">(T, B, F) rows of the chosen values: value + sizes of the fields before its own.</param>
    /// <param name="traits">(T, B, traits · V) tokens that say what is known of the field's values (<see cref="Vocabulary.Traits"/>).</param>
    /// <param name="random">What dropout is drawn from; null = none.</param>
    /// <returns>(T, B, V)</returns>
    public Tensor Logits(int field, Tensor features, Tensor inputs, Tensor chosen, Tensor traits, Generator? random = null) => _heads[field].Forward(
        features,
        field == 0 || !_options.ConditionsFields ? null : chosen.narrow(2, 0, field),
        inputs,
        traits,
        new SeededDropout(_options.Dropout, random));

    /// <summary>
    /// Pitches begin as points on circles of 12, 6, 4, 3, 12/5 and 2 semitones and on waves over the whole range, so that intervals are the same movement
    /// everywhere; they are learned from there. Columns beyond these stay random.
    /// </summary>
    private static void LayOutPitches(Embedding embedding, Vocabulary vocabulary)
    {
        var field = vocabulary.OutputIndex(FieldNames.Pitch);
        if (field < 0) return;
        double[] periods = [12, 12.0 / 5, 4, 3, 6, 2, 256, 128, 64, 32, 48, 24];
        var columns = (int)Math.Min(2 * periods.Length, embedding.weight.shape[1]);
        var size = vocabulary.OutputFields[field].Size;
        var values = new float[size * columns];
        for (var i = 0; i < values.Length; i++)
        {
            var angle = 2 * Math.PI * (i / columns) / periods[i % columns / 2];
            values[i] = (float)(Math.Sqrt(2) * (i % 2 == 0 ? Math.Cos(angle) : Math.Sin(angle)));
        }

        using var scope = NewDisposeScope();
        using var quiet = no_grad();
        embedding.weight.narrow(0, vocabulary.InputOffsets[field], size).narrow(1, 0, columns).copy_(tensor(values, [size, columns]));
    }

    /// <summary>Biases of the forget gates to 1, so that state is kept from the first iteration on (Jozefowicz et al. 2015).</summary>
    private static void OpenForgetGates(LSTM layer, int hidden)
    {
        using var scope = no_grad();
        var bias = layer.get_parameter("bias_ih_l0")!;
        bias.narrow(0, hidden, hidden).fill_(1f);
        layer.get_parameter("bias_hh_l0")!.narrow(0, hidden, hidden).fill_(0f);
    }
}
