namespace MusicGen.Training;

/// <summary>
/// One share of an iteration: some streams of the batch, their carried state, and a network to run them through. Workers
/// run side by side, each on one thread; that scales where small matrices starve threads inside an operation.
/// </summary>
/// <remarks>Single-threaded; different workers may run at once.</remarks>
internal sealed class Worker : IDisposable
{
    private readonly Device _device;
    private readonly Generator _random;
    private readonly Representation _representation;
    private Tensor[] _state;

    public Worker(NoteNetwork network, int streams, Device device)
    {
        _device = device;
        _random = new Generator(0, device);
        Network = network;
        _representation = Representation.Of(network.Recipe);
        Streams = streams;
        _state = network.ZeroState(streams, device);
    }

    public NoteNetwork Network { get; }

    /// <summary>Streams of music in this worker's share.</summary>
    public int Streams { get; }

    /// <summary>State after the last iteration: 2L tensors (1, streams, H).</summary>
    public IReadOnlyList<Tensor> State => _state;

    /// <summary>Forward and backward pass; the gradients are added to the network's.</summary>
    /// <param name="batch">This worker's streams.</param>
    /// <param name="rowCount">Rows of all workers' streams: what the loss is divided by.</param>
    /// <param name="randomSeed">Seed of this iteration's dropout.</param>
    /// <returns>This share of the loss in nats per note.</returns>
    public double Run(Batch batch, int rowCount, long randomSeed)
    {
        using var scope = NewDisposeScope();
        _random.manual_seed(randomSeed);
        Network.train();
        Network.zero_grad();
        var vocabulary = Network.Vocabulary;
        int fields = vocabulary.OutputFields.Count;
        long time = batch.Time, streams = batch.Streams;
        var inputs = tensor(batch.Inputs, [time, streams, vocabulary.InputCount], device: _device);
        var chosen = tensor(batch.Chosen, [time, streams, fields], device: _device);
        var traits = tensor(batch.Traits, [time, streams, batch.Traits.Length / (time * streams)], device: _device);
        var targets = tensor(batch.Targets, [fields, time * streams], device: _device);
        var goesOn = tensor(batch.Continues, [1, streams, 1], device: _device);
        var (features, next) = Network.Recur(inputs, [.. _state.Select(s => s * goesOn)], _random);
        Tensor? loss = null;
        for (int f = 0, first = 0; f < fields; first += vocabulary.TraitTokens(f), f++)
        {
            var known = traits.narrow(2, first, vocabulary.TraitTokens(f));
            var logits = Network.Logits(f, features[f], inputs, chosen, known, _random).view(time * streams, -1);
            var part = Network.IsNumber[f] ? SquaredError(f, logits.view(-1), targets.select(0, f))
                : nn.functional.cross_entropy(logits, targets.select(0, f), ignore_index: Batch.Ignored, reduction: nn.Reduction.Sum);
            loss = loss is null ? part : loss + part;
        }

        loss = loss! / Math.Max(1, rowCount);
        loss.backward();
        Carry([.. next.Select(s => s.detach())]);
        return loss.cpu().item<float>();
    }

    /// <summary>Sum over counted rows, in the units of the network's output.</summary>
    private Tensor SquaredError(int field, Tensor output, Tensor target)
    {
        var (scale, offset) = _representation.OutputScale(field);
        var counted = target.ne(Batch.Ignored).to(ScalarType.Float32);
        var wanted = (target.to(ScalarType.Float32) - (float)offset) / (float)scale;
        return ((output - wanted) * counted).square().sum();
    }

    /// <summary>Replaces the carried state.</summary>
    public void Carry(IReadOnlyList<Tensor> next)
    {
        for (var i = 0; i < _state.Length; i++)
        {
            _state[i].Dispose();
            _state[i] = next[i].to(_device).DetachFromDisposeScope();
        }
    }

    public void Dispose()
    {
        foreach (var tensor in _state) tensor.Dispose();
        _random.Dispose();
        Network.Dispose();
    }
}
