namespace MusicGen.Training;

/// <summary>
/// Scores a network on whole pieces: state carried from the first note, no dropout, no variation, no control said.
/// Pieces of like length run side by side.
/// </summary>
internal sealed class NetworkScorer(NoteNetwork network, Device device, int streams = 32, int sequenceLength = 128)
{
    private readonly Vocabulary _vocabulary = network.Vocabulary;

    public Score Run(IReadOnlyList<Piece> pieces, CancellationToken stop = default)
    {
        var encoder = new PieceEncoder(_vocabulary);
        var encoded = pieces.Select(p => encoder.Encode(p, Reading.Plain)).ToArray();
        var order = Enumerable.Range(0, encoded.Length).OrderByDescending(i => encoded[i].Count).ToArray();
        var score = new Score(_vocabulary.OutputFields, encoded.Length);
        network.eval();
        using var quiet = no_grad();
        for (var start = 0; start < order.Length; start += streams)
            RunGroup([.. order.Skip(start).Take(streams)], encoded, score, stop);
        return score;
    }

    private void RunGroup(int[] group, EncodedPiece[] encoded, Score score, CancellationToken stop)
    {
        using var groupScope = NewDisposeScope();
        var writer = new BatchWriter(_vocabulary);
        var state = network.ZeroState(group.Length, device);
        var longest = group.Max(i => encoded[i].Count);
        for (var first = 0; first < longest; first += sequenceLength)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = new Batch(Math.Min(sequenceLength, longest - first), group.Length, _vocabulary.InputCount, _vocabulary.OutputFields.Count);
            for (var s = 0; s < group.Length; s++) writer.Write(batch, s, encoded[group[s]], first);
            var next = RunBatch(batch, state, group, score);
            for (var i = 0; i < state.Length; i++)
            {
                state[i].Dispose();
                state[i] = next[i].MoveToOuterDisposeScope();
            }
        }

        foreach (var i in group) score.Notes[i] = encoded[i].Count - 1;
    }

    private Tensor[] RunBatch(Batch batch, Tensor[] state, int[] group, Score score)
    {
        int fields = _vocabulary.OutputFields.Count;
        long time = batch.Time, streams = batch.Streams;
        var (features, next) = network.Recur(tensor(batch.Inputs, [time, streams, _vocabulary.InputCount], device: device), state);
        var chosen = tensor(batch.Chosen, [time, streams, fields], device: device);
        var targets = tensor(batch.Targets, [fields, time * streams], device: device);
        for (var f = 0; f < fields; f++)
        {
            var logits = network.Logits(f, features, chosen).view(time * streams, _vocabulary.OutputFields[f].Size);
            var target = targets.select(0, f);
            var nats = nn.functional.cross_entropy(logits, target, ignore_index: Batch.Ignored, reduction: nn.Reduction.None).cpu();
            var best = logits.argmax(1).cpu();
            Add(batch, f, nats.data<float>().ToArray(), best.data<long>().ToArray(), group, score);
        }

        return next;
    }

    private void Add(Batch batch, int field, float[] nats, long[] best, int[] group, Score score)
    {
        var remainder = new BinRemainder(_vocabulary);
        for (var at = 0; at < nats.Length; at++)
        {
            var target = batch.Targets[field * nats.Length + at];
            if (target == Batch.Ignored) continue;
            score.Bits[group[at % batch.Streams], field] += nats[at] / Math.Log(2) + remainder.Bits(field, (int)target);
            score.Rows[field]++;
            if (best[at] == target) score.Right[field]++;
        }
    }
}
