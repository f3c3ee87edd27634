namespace MusicGen.Training;

/// <summary>
/// A recurrent network over piano rolls whose 88 outputs are independent of each other: LSTM → keys; or, as in the DTU poster, LSTM → attention over the
/// steps so far → LSTM → keys. Letters: T steps, B pieces, H hidden.
/// </summary>
internal sealed class RollNetwork : nn.Module
{
    private const float StartBias = -3;

    private readonly RollOptions _options;
    private readonly LSTM[] _layers;
    private readonly Linear? _query, _key, _join;
    private readonly Linear _out;

    public RollNetwork(RollOptions options)
        : base(nameof(RollNetwork))
    {
        _options = options;
        long hidden = options.HiddenSize;
        _layers = options.HasAttention ? [nn.LSTM(RollSet.Keys, hidden), nn.LSTM(hidden, hidden)] : [nn.LSTM(RollSet.Keys, hidden)];
        for (var k = 0; k < _layers.Length; k++) register_module($"lstm{k}", _layers[k]);
        if (options.HasAttention)
        {
            register_module("query", _query = nn.Linear(hidden, hidden, hasBias: false));
            register_module("key", _key = nn.Linear(hidden, hidden, hasBias: false));
            register_module("join", _join = nn.Linear(2 * hidden, hidden));
        }

        register_module("out", _out = nn.Linear(hidden, RollSet.Keys));
        // Few keys are down at a time: without this the first rounds only learn that, and drive the layers into saturation.
        using (no_grad()) _out.get_parameter("bias")!.fill_(StartBias);
    }

    /// <summary>State before a piece.</summary>
    /// <returns>h and c of every layer, (1, B, H) each.</returns>
    public Tensor[] ZeroState(long pieces) => [.. Enumerable.Range(0, 2 * _layers.Length).Select(_ => zeros([1, pieces, _options.HiddenSize]))];

    /// <summary>Scores of the keys of the steps that follow.</summary>
    /// <param name="rolls">(T, B, 88) 1 where a key is down.</param>
    /// <param name="state">From <see cref="ZeroState"/> or the call before.</param>
    /// <param name="random">What dropout is drawn from; null = none.</param>
    /// <returns>(T, B, 88) and the state after them.</returns>
    public (Tensor Logits, Tensor[] State) Forward(Tensor rolls, Tensor[] state, Generator? random = null)
    {
        var drop = new SeededDropout(_options.Dropout, random);
        var next = new Tensor[state.Length];
        var x = rolls;
        for (var k = 0; k < _layers.Length; k++)
        {
            if (k > 0) x = drop.Apply(Attend(x));
            (x, next[2 * k], next[2 * k + 1]) = _layers[k].forward(x, (state[2 * k], state[2 * k + 1]));
        }

        return (_out.forward(drop.Apply(x)), next);
    }

    // Each step looks at itself and those before it (D. Bahdanau et al. 2015, in the scaled form of A. Vaswani et al. 2017).
    private Tensor Attend(Tensor x)
    {
        var time = x.shape[0];
        var (query, key, value) = (_query!.forward(x).transpose(0, 1), _key!.forward(x).transpose(0, 1), x.transpose(0, 1)); // (B, T, H)
        var scores = query.bmm(key.transpose(1, 2)) / Math.Sqrt(_options.HiddenSize);
        var later = ones([time, time]).triu(1) * -1e9f;
        var seen = (scores + later).softmax(2).bmm(value).transpose(0, 1); // (T, B, H)
        return _join!.forward(cat([x, seen], 2)).tanh();
    }
}
