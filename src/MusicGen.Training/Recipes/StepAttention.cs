namespace MusicGen.Training;

/// <summary>
/// Attention after a recurrent layer: each step looks at the first layer's outputs in itself and in a fixed number of steps before it, and adds
/// what it makes of both to what it had (D. Bahdanau et al. 2015, scored as by A. Vaswani et al. 2017 with the keys' matrix folded into the queries'). Without
/// that addition minutes of training went by before the layers behind learned anything. Steps before the first are zero and take their share of the attention,
/// so that playing, which knows no beginning but a zero state, computes the same. Letters: T steps, B streams, H hidden, A steps looked back upon.
/// </summary>
internal sealed class StepAttention : nn.Module
{
    private readonly int _hidden, _steps;
    private readonly Linear _query, _join;

    public StepAttention(int hidden, int steps)
        : base(nameof(StepAttention))
    {
        (_hidden, _steps) = (hidden, steps);
        register_module("query", _query = nn.Linear(hidden, hidden, hasBias: false));
        register_module("join", _join = nn.Linear(2L * hidden, hidden));
    }

    /// <param name="x">(T, B, H) outputs of the layer before.</param>
    /// <param name="memory">(A, B, H) those of the steps before, the newest at the end.</param>
    /// <returns>(T, B, H) inputs of the next layer, and the memory after the last step.</returns>
    public (Tensor Output, Tensor Memory) Forward(Tensor x, Tensor memory)
    {
        var time = x.shape[0];
        var all = cat([memory, x], 0); // (A + T, B, H)
        var values = all.transpose(0, 1); // (B, A + T, H)
        var scores = _query.forward(x).transpose(0, 1).bmm(values.transpose(1, 2)) / Math.Sqrt(_hidden); // (B, T, A + T)
        // Step t is row A + t of all: it sees that one and the A before it.
        var unseen = ones([time, _steps + time], device: x.device);
        unseen = unseen - unseen.tril(_steps).triu();
        var seen = (scores - unseen * 1e9f).softmax(2).bmm(values).transpose(0, 1); // (T, B, H)
        return (x + _join.forward(cat([x, seen], 2)).tanh(), all.narrow(0, time, _steps));
    }
}
