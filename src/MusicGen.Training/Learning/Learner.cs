namespace MusicGen.Training;

/// <summary>The network with its optimiser and the state it carries: one call is one iteration.</summary>
/// <remarks>
/// Single-threaded for the caller. On a CPU the streams of a batch are shared out to workers, one thread each; replicas
/// of the network take the weights before an iteration and give their gradients after it, in a fixed order, so that the
/// same seed and number of workers give the same model.
/// </remarks>
internal sealed class Learner : IDisposable
{
    private readonly RecipeOptions _options;
    private readonly long _randomSeed;
    private readonly Worker[] _workers;
    private readonly Parameter[][] _parameters;

    public Learner(RecipeOptions options, Vocabulary vocabulary, Device device, int workers, long randomSeed)
    {
        _options = options;
        _randomSeed = randomSeed;
        _workers = new Worker[Math.Clamp(workers, 1, options.BatchSize)];
        for (var w = 0; w < _workers.Length; w++)
            _workers[w] = new Worker(new NoteNetwork(options, vocabulary).to(device), StreamsOf(options.BatchSize, _workers.Length, w), device);
        _parameters = [.. _workers.Select(w => w.Network.parameters().ToArray())];
        Optimizer = optim.AdamW(_parameters[0], options.LearningRate, weight_decay: options.WeightDecay);
    }

    /// <summary>The network that learns.</summary>
    public NoteNetwork Network => _workers[0].Network;

    public AdamW Optimizer { get; }

    public int WorkerCount => _workers.Length;

    /// <summary>Streams of a batch in one worker's share.</summary>
    public static int StreamsOf(int batchSize, int workers, int worker) => batchSize * (worker + 1) / workers - batchSize * worker / workers;

    /// <summary>The state carried to the next iteration, of all streams.</summary>
    /// <returns>2L tensors (1, B, H) of the caller's.</returns>
    public Tensor[] CopyState() =>
        [.. Enumerable.Range(0, _workers[0].State.Count).Select(i => cat([.. _workers.Select(w => w.State[i])], 1))];

    /// <summary>Puts back a carried state of all streams, for any number of workers.</summary>
    public void RestoreState(IReadOnlyList<Tensor> state)
    {
        long first = 0;
        foreach (var worker in _workers)
        {
            worker.Carry([.. state.Select(s => s.narrow(1, first, worker.Streams).clone())]);
            first += worker.Streams;
        }
    }

    public void SetLearningRate(double rate)
    {
        foreach (var group in Optimizer.ParamGroups) group.LearningRate = rate;
    }

    /// <summary>One optimiser update.</summary>
    /// <param name="batches">The streams of the iteration, a batch for each worker.</param>
    /// <param name="iteration">Number of the iteration; seeds its dropout.</param>
    /// <returns>Mean bits per counted note, before the update, the remainder of coarse bins included as in every score.</returns>
    public double Iterate(Batch[] batches, long iteration)
    {
        using var scope = NewDisposeScope();
        int rows = batches.Sum(b => b.RowCount), notes = Math.Max(1, batches.Sum(b => b.NoteCount));
        var losses = new double[_workers.Length];
        SpreadWeights();
        Parallel.For(0, _workers.Length, w =>
            losses[w] = _workers[w].Run(batches[w], rows, new SplitMix(((ulong)_randomSeed << 40) ^ ((ulong)iteration << 8) ^ (ulong)w).NextSeed()));
        GatherGradients();
        var norm = nn.utils.clip_grad_norm_(_parameters[0], _options.ClipNorm);
        if (!double.IsFinite(norm))
            throw new InvalidDataException("A finite gradient expected, but it is not a number; lower --learning-rate and resume from the last checkpoint.");
        Optimizer.step();
        return losses.Sum() / Math.Log(2) * rows / notes + batches.Sum(b => b.RemainderBits) / notes;
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        foreach (var worker in _workers) worker.Dispose();
    }

    private void SpreadWeights()
    {
        using var quiet = no_grad();
        for (var w = 1; w < _parameters.Length; w++)
            for (var i = 0; i < _parameters[0].Length; i++) _parameters[w][i].copy_(_parameters[0][i]);
    }

    private void GatherGradients()
    {
        using var quiet = no_grad();
        for (var w = 1; w < _parameters.Length; w++)
            for (var i = 0; i < _parameters[0].Length; i++)
                if (_parameters[w][i].grad is { } gradient) _parameters[0][i].grad!.add_(gradient);
    }
}
