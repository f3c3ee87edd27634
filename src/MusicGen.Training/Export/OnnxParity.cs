using MusicGen.Core;

namespace MusicGen.Training;

/// <summary>
/// Holds one model against another over the same steps: how export proves that a variant still is the network that was
/// trained. Knows no engine; both sides are <see cref="INoteModel"/>.
/// </summary>
/// <remarks>Single-threaded.</remarks>
public static class OnnxParity
{
    /// <summary>Runs pieces through both models, each head given the values that really came.</summary>
    /// <param name="reference">The model that is right.</param>
    /// <param name="candidate">The model that is checked.</param>
    /// <param name="pieces">Encoded pieces; each starts from the reset state.</param>
    /// <param name="stop">Asks to stop, looked at at every step.</param>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static ParityReport Compare(INoteModel reference, INoteModel candidate, IEnumerable<ParityPiece> pieces, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(candidate);
        ArgumentNullException.ThrowIfNull(pieces);
        var fields = reference.Vocabulary.OutputFields;
        var tallies = fields.Select(_ => new Tally()).ToArray();
        var traits = new RowTraits(reference.Vocabulary);
        var (steps, notes, largest) = (0L, 0L, 0.0);
        foreach (var piece in pieces)
        {
            reference.Reset();
            candidate.Reset();
            notes += piece.NoteCount;
            var inputs = reference.Vocabulary.InputCount;
            for (var step = 0; step * inputs < piece.Inputs.Length; step++, steps++)
            {
                stop.ThrowIfCancellationRequested();
                var row = piece.Inputs.AsSpan(step * inputs, inputs);
                reference.Forward(row);
                candidate.Forward(row);
                traits.Read(piece.Notes, step);
                var targets = piece.Targets.AsSpan(step * fields.Count, fields.Count);
                for (var f = 0; f < fields.Count && targets[f] >= 0; f++)
                {
                    var expected = reference.Logits(f, targets[..f], traits.Of(f));
                    var found = candidate.Logits(f, targets[..f], traits.Of(f));
                    largest = Math.Max(largest, LargestDifference(expected, found));
                    tallies[f].Add(expected, found, targets[f]);
                }
            }
        }

        return new ParityReport(steps, largest, [.. fields.Select((field, f) => tallies[f].Report(field.Name))]) { NoteCount = notes };
    }

    /// <summary>
    /// Largest absolute difference between a model's logits and the golden vector's, after all its steps and each field
    /// given the greedy values before it.
    /// </summary>
    public static double GoldenDifference(INoteModel model, GoldenVector golden)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(golden);
        model.Reset();
        foreach (var row in golden.Inputs) model.Forward([.. row]);
        int[] greedy = [.. golden.Greedy];
        var largest = 0.0;
        for (var f = 0; f < greedy.Length; f++)
            largest = Math.Max(largest, LargestDifference([.. golden.Logits[f]], model.Logits(f, greedy.AsSpan(0, f), GoldenVector.TraitsOf(model.Vocabulary, f))));
        return largest;
    }

    /// <summary>The golden vector of a model: its answers after these steps.</summary>
    /// <param name="model">The model that is right, in fp32 or better.</param>
    /// <param name="inputs">(steps, inputs) values fed one step after the other from the reset state.</param>
    public static GoldenVector GoldenOf(INoteModel model, IReadOnlyList<IReadOnlyList<int>> inputs)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputs);
        model.Reset();
        foreach (var row in inputs) model.Forward([.. row]);
        var greedy = new int[model.Vocabulary.OutputFields.Count];
        var logits = new List<IReadOnlyList<float>>();
        for (var f = 0; f < greedy.Length; f++)
        {
            logits.Add(model.Logits(f, greedy.AsSpan(0, f), GoldenVector.TraitsOf(model.Vocabulary, f)).ToArray());
            greedy[f] = IndexOfLargest([.. logits[f]]);
        }

        return new GoldenVector { Inputs = inputs, Logits = logits, Greedy = greedy };
    }

    // NaN counts as infinitely far: Math.Max would carry it, but comparing against a tolerance would let it through.
    private static double LargestDifference(ReadOnlySpan<float> expected, ReadOnlySpan<float> found)
    {
        var largest = 0.0;
        for (var i = 0; i < expected.Length; i++)
        {
            var difference = Math.Abs((double)expected[i] - found[i]);
            largest = Math.Max(largest, double.IsNaN(difference) ? double.PositiveInfinity : difference);
        }

        return largest;
    }

    private static int IndexOfLargest(ReadOnlySpan<float> logits)
    {
        var best = 0;
        for (var i = 1; i < logits.Length; i++)
            if (logits[i] > logits[best]) best = i;
        return best;
    }

    private sealed class Tally
    {
        private double _referenceBits, _bits;
        private long _count, _agreeing;

        public void Add(ReadOnlySpan<float> expected, ReadOnlySpan<float> found, int target)
        {
            _referenceBits += BitsOf(expected, target);
            _bits += BitsOf(found, target);
            if (IndexOfLargest(expected) == IndexOfLargest(found)) _agreeing++;
            _count++;
        }

        public FieldParity Report(string name)
        {
            double count = Math.Max(1, _count);
            return new FieldParity(name, _count, _referenceBits / count, _bits / count, _agreeing / count);
        }

        private static double BitsOf(ReadOnlySpan<float> logits, int target)
        {
            double largest = logits[IndexOfLargest(logits)], sum = 0;
            foreach (var logit in logits) sum += Math.Exp(logit - largest);
            return (Math.Log(sum) + largest - logits[target]) / Math.Log(2);
        }
    }
}
