using System.Globalization;

namespace MusicGen.Training;

/// <summary>Trains a network of piano rolls until validation no longer gets better, and scores it: nats a step, summed over 88 keys, padding masked, the first step given.</summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class RollTrainer : IDisposable
{
    private const double ClipNorm = 1;

    private readonly RollSet _set;
    private readonly RollOptions _options;
    private readonly TextWriter _log;
    private byte[] _best = [];

    public RollTrainer(RollSet set, RollOptions options, TextWriter log)
    {
        (_set, _options, _log) = (set, options, log);
        manual_seed(options.RandomSeed);
        Network = new RollNetwork(options);
    }

    /// <summary>The network; after <see cref="Run"/> as it was when validation was best.</summary>
    public RollNetwork Network { get; }

    /// <summary>(rounds) nats a step on training pieces while learning, and on validation pieces.</summary>
    public List<(double Train, double Validation)> Curve { get; } = [];

    /// <summary>Trains.</summary>
    /// <param name="stop">Asks to stop; the best so far stands.</param>
    public void Run(CancellationToken stop)
    {
        using var optimizer = _options.IsPlainDescent ? (optim.Optimizer)optim.SGD(Network.parameters(), _options.LearningRate) : optim.Adam(Network.parameters(), _options.LearningRate);
        using var dropout = new Generator((ulong)_options.RandomSeed, CPU);
        var random = new SplitMix((ulong)_options.RandomSeed);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        var (best, since) = (double.PositiveInfinity, 0);
        for (var epoch = 1; epoch <= _options.Epochs && since < _options.Patience && clock.Elapsed.TotalMinutes < _options.Minutes && !stop.IsCancellationRequested; epoch++)
        {
            var train = Round(optimizer, dropout, ref random, stop);
            var validation = Score(_set.Validation);
            Curve.Add((train, validation));
            since = validation < best ? 0 : since + 1;
            if (since == 0) (best, _best) = (validation, Save());
            _log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {epoch}: {train:F3} nats/step on training pieces (with dropout), {validation:F3} on validation{(since == 0 ? "  (best)" : "")}  {clock.Elapsed:m\\:ss}"));
        }

        if (_best.Length == 0) return;
        using var reader = new BinaryReader(new MemoryStream(_best));
        Network.load(reader);
    }

    /// <summary>Nats a step of pieces.</summary>
    public double Score(IReadOnlyList<int[][]> rolls)
    {
        using var quiet = no_grad();
        double nats = 0, steps = 0;
        // Pieces of like length side by side: less padding to compute.
        foreach (var group in rolls.Where(roll => roll.Length > 1).OrderBy(roll => roll.Length).Chunk(_options.BatchSize))
        {
            Walk(group, random: null, (stretch, count) =>
            {
                nats += stretch.item<float>();
                steps += count;
            });
        }

        return nats / Math.Max(1, steps);
    }

    public void Dispose() => Network.Dispose();

    private double Round(optim.Optimizer optimizer, Generator dropout, ref SplitMix random, CancellationToken stop)
    {
        double nats = 0, steps = 0;
        int[] order = [.. Enumerable.Range(0, _set.Train.Count)];
        for (var i = order.Length - 1; i > 0; i--)
        {
            var k = random.Below(i + 1);
            (order[i], order[k]) = (order[k], order[i]);
        }

        foreach (var group in order.Select(i => _set.Train[i]).Where(roll => roll.Length > 1).Chunk(_options.BatchSize))
        {
            if (stop.IsCancellationRequested) break;
            Walk(group, dropout, (stretch, count) =>
            {
                if (count == 0) return;
                optimizer.zero_grad();
                (stretch / count).backward();
                nn.utils.clip_grad_norm_(Network.parameters(), ClipNorm);
                optimizer.step();
                nats += stretch.item<float>();
                steps += count;
            });
        }

        return nats / Math.Max(1, steps);
    }

    private void Walk(int[][][] group, Generator? random, Action<Tensor, double> use)
    {
        using var outer = NewDisposeScope();
        var batch = new RollBatch(group);
        var state = Network.ZeroState(group.Length);
        for (var first = 0; first < batch.Time; first += _options.SequenceLength)
        {
            using var scope = NewDisposeScope();
            var (nats, steps, next) = batch.Score(Network, state, first, _options.SequenceLength, random);
            use(nats, steps);
            state = [.. next.Select(tensor => tensor.detach().MoveToOuterDisposeScope())];
        }
    }

    private byte[] Save()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        Network.save(writer);
        writer.Flush();
        return memory.ToArray();
    }
}
