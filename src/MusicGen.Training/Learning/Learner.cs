namespace MusicGen.Training;

/// <summary>The network with its optimiser and the state it carries: one call is one iteration.</summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class Learner : IDisposable
{
    private readonly RecipeOptions _options;
    private readonly Device _device;
    private Tensor[] _state;

    public Learner(RecipeOptions options, Vocabulary vocabulary, Device device)
    {
        _options = options;
        _device = device;
        Network = new NoteNetwork(options, vocabulary).to(device);
        Optimizer = optim.AdamW(Network.parameters(), options.LearningRate, weight_decay: options.WeightDecay);
        _state = Network.ZeroState(options.BatchSize, device);
    }

    public NoteNetwork Network { get; }

    public AdamW Optimizer { get; }

    /// <summary>The state carried to the next iteration: 2L tensors (1, B, H).</summary>
    public IReadOnlyList<Tensor> State => _state;

    public void SetLearningRate(double rate)
    {
        foreach (var group in Optimizer.ParamGroups) group.LearningRate = rate;
    }

    /// <summary>One optimiser update.</summary>
    /// <returns>Mean bits per counted note of the batch, before the update, without the remainder of coarse bins.</returns>
    public double Iterate(Batch batch)
    {
        using var scope = NewDisposeScope();
        Network.train();
        var (loss, next) = Loss(batch);
        Optimizer.zero_grad();
        loss.backward();
        var norm = nn.utils.clip_grad_norm_(Network.parameters(), _options.ClipNorm);
        if (!double.IsFinite(norm))
            throw new InvalidDataException("A finite gradient expected, but it is not a number; lower --learning-rate and resume from the last checkpoint.");
        Optimizer.step();
        Carry(next);
        return loss.cpu().item<float>() / Math.Log(2);
    }

    /// <summary>Puts back a carried state (from a checkpoint).</summary>
    public void Restore(IReadOnlyList<Tensor> state)
    {
        for (var i = 0; i < _state.Length; i++)
        {
            _state[i].Dispose();
            _state[i] = state[i].to(_device).DetachFromDisposeScope();
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _state) tensor.Dispose();
        Optimizer.Dispose();
        Network.Dispose();
    }

    /// <summary>Loss in nats per note and the state after the batch.</summary>
    private (Tensor Loss, Tensor[] Next) Loss(Batch batch)
    {
        var vocabulary = Network.Vocabulary;
        int fields = vocabulary.OutputFields.Count;
        long time = batch.Time, streams = batch.Streams;
        var inputs = tensor(batch.Inputs, [time, streams, vocabulary.InputCount], device: _device);
        var chosen = tensor(batch.Chosen, [time, streams, fields], device: _device);
        var targets = tensor(batch.Targets, [fields, time * streams], device: _device);
        var goesOn = tensor(batch.Continues, [1, streams, 1], device: _device);
        var (features, next) = Network.Recur(inputs, [.. _state.Select(s => s * goesOn)]);
        Tensor? loss = null;
        for (var f = 0; f < fields; f++)
        {
            var logits = Network.Logits(f, features, chosen).view(time * streams, vocabulary.OutputFields[f].Size);
            var part = nn.functional.cross_entropy(logits, targets.select(0, f), ignore_index: Batch.Ignored, reduction: nn.Reduction.Sum);
            loss = loss is null ? part : loss + part;
        }

        return (loss! / Math.Max(1, batch.NoteCount), next);
    }

    private void Carry(Tensor[] next)
    {
        for (var i = 0; i < next.Length; i++)
        {
            _state[i].Dispose();
            _state[i] = next[i].detach().DetachFromDisposeScope();
        }
    }
}
