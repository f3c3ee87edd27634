namespace MusicGen.Training;

/// <summary>Pieces side by side as tensors, padded to the longest; what is padding is masked and counts nowhere.</summary>
internal sealed class RollBatch
{
    private readonly float[] _keys; // (T + 1, B, 88)
    private readonly float[] _isReal; // (T, B)
    private readonly int _pieces;

    public RollBatch(IReadOnlyList<int[][]> rolls)
    {
        _pieces = rolls.Count;
        Time = rolls.Max(roll => roll.Length) - 1;
        _keys = new float[(Time + 1) * _pieces * RollSet.Keys];
        _isReal = new float[Time * _pieces];
        for (var b = 0; b < _pieces; b++)
        {
            for (var t = 0; t < rolls[b].Length; t++)
            {
                foreach (var key in rolls[b][t]) _keys[(t * _pieces + b) * RollSet.Keys + key] = 1;
                // The first step is given.
                if (t > 0) _isReal[(t - 1) * _pieces + b] = 1;
            }
        }
    }

    /// <summary>Steps predicted of the longest piece.</summary>
    public int Time { get; }

    /// <summary>Nats of a stretch, summed over keys and real steps, and how many steps those are.</summary>
    /// <param name="network">Predicts.</param>
    /// <param name="state">Carried state.</param>
    /// <param name="first">First step of the stretch.</param>
    /// <param name="length">Steps at most.</param>
    /// <param name="random">What dropout is drawn from; null = none.</param>
    public (Tensor Nats, double Steps, Tensor[] State) Score(RollNetwork network, Tensor[] state, int first, int length, Generator? random = null)
    {
        var time = Math.Min(length, Time - first);
        var width = _pieces * RollSet.Keys;
        var inputs = tensor(_keys.AsSpan(first * width, time * width).ToArray(), [time, _pieces, RollSet.Keys]);
        var targets = tensor(_keys.AsSpan((first + 1) * width, time * width).ToArray(), [time, _pieces, RollSet.Keys]);
        var real = _isReal.AsSpan(first * _pieces, time * _pieces).ToArray();
        var (logits, next) = network.Forward(inputs, state, random);
        var nats = nn.functional.binary_cross_entropy_with_logits(logits, targets, reduction: nn.Reduction.None).sum(2); // (T, B)
        return ((nats * tensor(real, [time, _pieces])).sum(), real.Sum(), next);
    }
}
