namespace MusicGen.Training;

/// <summary>
/// Scores a network on whole pieces: state carried from the first note, no dropout, no variation, no control said.
/// Pieces of like length run side by side.
/// </summary>
internal sealed class NetworkScorer(NoteNetwork network, Device device, int streams = 32, int sequenceLength = 128)
{
    private readonly Vocabulary _vocabulary = network.Vocabulary;
    private readonly Representation _representation = Representation.Of(network.Recipe);
    private readonly Dictionary<(int Piece, int Field), List<(float Number, float True)>> _errors = [];

    /// <summary>
    /// Mean absolute error of each field that is predicted as a number, in the units of its values: the width of the Laplace distribution around the
    /// prediction by which it is charged. null: taken from the pieces scored.
    /// </summary>
    public double[]? ErrorWidths { get; init; }

    /// <summary>Mean absolute error of each field that is predicted as a number, of the last <see cref="Run"/>.</summary>
    public double[] FoundWidths { get; private set; } = [];

    public Score Run(IReadOnlyList<Piece> pieces, CancellationToken stop = default)
    {
        var encoded = pieces.Select(p => _representation.Encode(p, Reading.Plain)).ToArray();
        var order = Enumerable.Range(0, encoded.Length).OrderByDescending(i => encoded[i].Count).ToArray();
        var score = new Score(_vocabulary.OutputFields, encoded.Length, Fold.Of(_representation));
        network.eval();
        using var quiet = no_grad();
        for (var start = 0; start < order.Length; start += streams)
            RunGroup([.. order.Skip(start).Take(streams)], encoded, score, stop);
        ChargeNumbers(score);
        return score;
    }

    private void RunGroup(int[] group, EncodedPiece[] encoded, Score score, CancellationToken stop)
    {
        using var groupScope = NewDisposeScope();
        var writer = new BatchWriter(_representation, network.IsNumber);
        var state = network.ZeroState(group.Length, device);
        var longest = group.Max(i => encoded[i].Count);
        for (var first = 0; first < longest; first += sequenceLength)
        {
            stop.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = writer.CreateBatch(Math.Min(sequenceLength, longest - first), group.Length);
            for (var s = 0; s < group.Length; s++) writer.Write(batch, s, encoded[group[s]], first);
            var next = RunBatch(batch, state, (group, encoded, first), score);
            for (var i = 0; i < state.Length; i++)
            {
                state[i].Dispose();
                state[i] = next[i].MoveToOuterDisposeScope();
            }
        }

        foreach (var i in group) score.Notes[i] = encoded[i].NoteCount;
    }

    private Tensor[] RunBatch(Batch batch, Tensor[] state, (int[] Group, EncodedPiece[] Encoded, int First) place, Score score)
    {
        int fields = _vocabulary.OutputFields.Count;
        long time = batch.Time, streams = batch.Streams;
        var inputs = tensor(batch.Inputs, [time, streams, _vocabulary.InputCount], device: device);
        var (features, next) = network.Recur(inputs, state);
        var chosen = tensor(batch.Chosen, [time, streams, fields], device: device);
        var traits = tensor(batch.Traits, [time, streams, batch.Traits.Length / (time * streams)], device: device);
        var targets = tensor(batch.Targets, [fields, time * streams], device: device);
        for (int f = 0, first = 0; f < fields; first += _vocabulary.TraitTokens(f), f++)
        {
            var known = traits.narrow(2, first, _vocabulary.TraitTokens(f));
            var logits = network.Logits(f, features[f], inputs, chosen, known).view(time * streams, -1);
            if (network.IsNumber[f])
            {
                AddNumbers(batch, f, logits.cpu().contiguous().data<float>().ToArray(), place, score);
                continue;
            }

            var target = targets.select(0, f);
            for (var i = 0; i < score.Folds.Count; i++)
                if (score.Folds[i].Field == f) AddFold(i, logits, batch, score);
            var nats = nn.functional.cross_entropy(logits, target, ignore_index: Batch.Ignored, reduction: nn.Reduction.None).cpu();
            var best = logits.argmax(1).cpu();
            Add(batch, f, nats.data<float>().ToArray(), best.data<long>().ToArray(), place, score);
        }

        return next;
    }

    private void Add(Batch batch, int field, float[] nats, long[] best, (int[] Group, EncodedPiece[] Encoded, int First) place, Score score)
    {
        for (var at = 0; at < nats.Length; at++)
        {
            var target = batch.Targets[field * nats.Length + at];
            if (target == Batch.Ignored) continue;
            var piece = place.Group[at % batch.Streams];
            score.Bits[piece, field] += nats[at] / Math.Log(2) + _representation.RemainderBits(place.Encoded[piece], place.First + at / batch.Streams, field);
            score.Rows[field]++;
            if (best[at] == target) score.Right[field]++;
        }
    }

    private void AddFold(int index, Tensor logits, Batch batch, Score score)
    {
        var fold = score.Folds[index];
        var matrix = new float[fold.ClassOf.Length * fold.Classes];
        for (var value = 0; value < fold.ClassOf.Length; value++) matrix[value * fold.Classes + fold.ClassOf[value]] = 1;
        var best = logits.softmax(1).matmul(tensor(matrix, [fold.ClassOf.Length, fold.Classes], device: device)).argmax(1).cpu().data<long>().ToArray();
        for (var at = 0; at < best.Length; at++)
        {
            var target = batch.Targets[fold.Field * best.Length + at];
            if (target != Batch.Ignored) score.AddFolded(index, target, best[at]);
        }
    }

    private void AddNumbers(Batch batch, int field, float[] output, (int[] Group, EncodedPiece[] Encoded, int First) place, Score score)
    {
        var (scale, offset) = _representation.OutputScale(field);
        var fields = _vocabulary.OutputFields.Count;
        for (var at = 0; at < output.Length; at++)
        {
            var target = batch.Targets[field * output.Length + at];
            if (target == Batch.Ignored) continue;
            var piece = place.Group[at % batch.Streams];
            var value = place.Encoded[piece].Rows[(place.First + at / batch.Streams) * fields + field];
            var number = output[at] * scale + offset;
            if (!_errors.TryGetValue((piece, field), out var list)) _errors[(piece, field)] = list = [];
            list.Add(((float)number, target));
            score.Rows[field]++;
            if (_representation.ValueOf(field, number) == value) score.Right[field]++;
        }
    }

    /// <summary>
    /// −log2 of a Laplace distribution's mass on the unit cell of the true value, of all that lies within the field's range, as it is played; a coarse bin is
    /// charged as its middle cell.
    /// </summary>
    private void ChargeNumbers(Score score)
    {
        FoundWidths = new double[_vocabulary.OutputFields.Count];
        for (var f = 0; f < FoundWidths.Length; f++)
        {
            var field = f;
            var ofField = _errors.Where(entry => entry.Key.Field == field).ToArray();
            FoundWidths[f] = Math.Max(0.05, ofField.SelectMany(entry => entry.Value).Select(one => Math.Abs((double)one.Number - one.True)).DefaultIfEmpty(1).Average());
            var width = ErrorWidths?[f] ?? FoundWidths[f];
            var (low, high) = (_representation.NumberOf(f, 0) - 0.5, _representation.NumberOf(f, _vocabulary.OutputFields[f].Size - 1) + 0.5);
            foreach (var (key, list) in ofField)
            {
                foreach (var (number, right) in list)
                {
                    var share = Mass(right - number - 0.5, right - number + 0.5, width) / Math.Max(1e-12, Mass(low - number, high - number, width));
                    score.Bits[key.Piece, f] -= Math.Log2(Math.Clamp(share, 1e-12, 1));
                }
            }
        }

        _errors.Clear();
    }

    /// <summary>Mass of a Laplace distribution around 0 between two places.</summary>
    private static double Mass(double low, double high, double width)
    {
        // Far out both are 1 but for rounding, so that the tail that is nearer is taken.
        if (high < 0) return 0.5 * (Math.Exp(high / width) - Math.Exp(low / width));
        if (low > 0) return 0.5 * (Math.Exp(-low / width) - Math.Exp(-high / width));
        return 1 - 0.5 * Math.Exp(low / width) - 0.5 * Math.Exp(-high / width);
    }
}
