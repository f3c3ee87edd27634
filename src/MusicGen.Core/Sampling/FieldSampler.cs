using System.Numerics;
using System.Runtime.InteropServices;

namespace MusicGen.Core;

/// <summary>
/// Draws one field's value from its logits: mask, temperature, top-k, nucleus, then one random number. Stands between the
/// model's heads and the composer's note.
/// </summary>
/// <remarks>Single-threaded. No member allocates after construction.</remarks>
public sealed class FieldSampler
{
    private const int BucketCount = 96;

    private readonly float[] _weights;
    private readonly ulong[] _ranked;
    private readonly int[] _bucketCounts = new int[BucketCount];
    private readonly double[] _bucketMasses = new double[BucketCount];

    /// <summary>Makes a sampler with room for fields of a size.</summary>
    /// <param name="largestField">Values of the largest field, at least 1.</param>
    public FieldSampler(int largestField)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(largestField, 1);
        // Whole vectors, so that the loop over exponentials needs no tail.
        var width = Vector<float>.Count;
        _weights = new float[(largestField + width - 1) / width * width];
        _ranked = new ulong[largestField + 1];
    }

    /// <summary>Draws a value.</summary>
    /// <param name="logits">(values) scores; NaN and −∞ cannot be drawn unless nothing else is allowed, +∞ counts as the largest number.</param>
    /// <param name="settings">Temperature, top-k, nucleus. The nucleus is taken of what top-k leaves.</param>
    /// <param name="allowed">(values) false = never; empty = all allowed.</param>
    /// <param name="random">Gives one number, none when greedy.</param>
    /// <returns>The value drawn, or −1 where nothing is allowed.</returns>
    public int Draw(ReadOnlySpan<float> logits, in FieldSampling settings, ReadOnlySpan<bool> allowed, RandomSource random)
    {
        var best = Weigh(logits, settings, allowed);
        if (best < 0 || !(settings.Temperature > 0)) return best;
        var weights = _weights.AsSpan(0, logits.Length);
        var point = random.NextDouble() * Sum(weights);
        double passed = 0;
        var last = best;
        for (var i = 0; i < weights.Length; i++)
        {
            if (weights[i] <= 0) continue;
            passed += weights[i];
            if (passed > point) return i;
            last = i;
        }

        return last;
    }

    /// <summary>The probabilities that <see cref="Draw"/> draws with: what is cut off has 0, the rest sums to 1.</summary>
    /// <param name="logits">(values) scores.</param>
    /// <param name="settings">Temperature, top-k, nucleus.</param>
    /// <param name="allowed">(values) false = never; empty = all allowed.</param>
    /// <param name="probabilities">(values) receives the probabilities; all 0 where nothing is allowed.</param>
    public void Distribution(ReadOnlySpan<float> logits, in FieldSampling settings, ReadOnlySpan<bool> allowed, Span<float> probabilities)
    {
        var best = Weigh(logits, settings, allowed);
        probabilities.Clear();
        if (best < 0) return;
        if (!(settings.Temperature > 0))
        {
            probabilities[best] = 1;
            return;
        }

        var sum = Sum(_weights.AsSpan(0, logits.Length));
        for (var i = 0; i < logits.Length; i++) probabilities[i] = (float)(_weights[i] / sum);
    }

    // Fills _weights with unnormalised probabilities (0 = cut off) and returns the best value, −1 where nothing is allowed.
    private int Weigh(ReadOnlySpan<float> logits, in FieldSampling settings, ReadOnlySpan<bool> allowed)
    {
        var best = -1;
        var highest = float.NegativeInfinity;
        for (var i = 0; i < logits.Length; i++)
        {
            // No comparison with NaN holds, so NaN is left out here too.
            var can = (allowed.IsEmpty || allowed[i]) && logits[i] > float.NegativeInfinity;
            var logit = can ? Math.Min(logits[i], float.MaxValue) : float.NegativeInfinity;
            _weights[i] = logit;
            if (!(logit > highest)) continue;
            best = i;
            highest = logit;
        }

        if (best < 0) return WeighEqually(logits.Length, allowed);
        if (!(settings.Temperature > 0)) return best;
        Exponentiate(logits.Length, highest, settings.Temperature);
        if (settings.TopK > 0 || settings.TopP < 1) CutOff(logits.Length, settings);
        return best;
    }

    // A network that answers NaN must not stop the music: then every allowed value is as likely as another.
    private int WeighEqually(int count, ReadOnlySpan<bool> allowed)
    {
        var first = -1;
        for (var i = count - 1; i >= 0; i--)
        {
            var can = allowed.IsEmpty || allowed[i];
            _weights[i] = can ? 1 : 0;
            if (can) first = i;
        }

        return first;
    }

    private void Exponentiate(int count, float highest, double temperature)
    {
        var width = Vector<float>.Count;
        var padded = (count + width - 1) / width * width;
        for (var i = count; i < padded; i++) _weights[i] = float.NegativeInfinity;
        var scale = new Vector<float>((float)Math.Min(1 / temperature, float.MaxValue));
        var top = new Vector<float>(highest);
        var floor = new Vector<float>(float.NegativeInfinity);
        var vectors = MemoryMarshal.Cast<float, Vector<float>>(_weights.AsSpan(0, padded));
        for (var i = 0; i < vectors.Length; i++)
        {
            var masked = Vector.Equals(vectors[i], floor);
            var weights = Vector.Exp((vectors[i] - top) * scale);
            vectors[i] = Vector.ConditionalSelect(masked, Vector<float>.Zero, weights);
        }
    }

    private void CutOff(int count, in FieldSampling settings)
    {
        var weights = _weights.AsSpan(0, count);
        FillBuckets(weights);
        if (settings.TopK > 0 && settings.TopK < count) Keep(weights, settings.TopK, double.PositiveInfinity);
        if (!(settings.TopP < 1)) return;
        double sum = 0;
        foreach (var mass in _bucketMasses) sum += mass;
        Keep(weights, count, settings.TopP * sum);
    }

    private void FillBuckets(ReadOnlySpan<float> weights)
    {
        Array.Clear(_bucketCounts);
        Array.Clear(_bucketMasses);
        foreach (var weight in weights)
        {
            var bucket = BucketOf(weight);
            _bucketCounts[bucket]++;
            _bucketMasses[bucket] += weight;
        }
    }

    // Keeps the fewest best values that number `most` or weigh `mass`, at least one. Whole buckets of like weights are
    // kept or dropped first; only within the one bucket at the border must values be ranked.
    private void Keep(Span<float> weights, int most, double mass)
    {
        var border = 0;
        while (border < BucketCount && _bucketCounts[border] < most && _bucketMasses[border] < mass)
        {
            most -= _bucketCounts[border];
            mass -= _bucketMasses[border++];
        }

        if (border == BucketCount) return;
        var candidates = 0;
        for (var i = 0; i < weights.Length; i++)
        {
            // Without branches: which bucket comes next cannot be predicted.
            var bucket = BucketOf(weights[i]);
            _ranked[candidates] = Rank(weights[i], i);
            candidates += bucket == border ? 1 : 0;
            weights[i] = bucket > border ? 0 : weights[i];
        }

        var kept = KeepBest(candidates, most, mass);
        for (var i = kept; i < candidates; i++)
        {
            weights[IndexOf(_ranked[i])] = 0;
            _bucketMasses[border] -= WeightOf(_ranked[i]);
        }

        _bucketCounts[border] = kept;
        Array.Clear(_bucketMasses, border + 1, BucketCount - border - 1);
    }

    // Four buckets an octave below 1, the best value's weight (within rounding); the last takes all that is smaller.
    private static int BucketOf(float weight) =>
        Math.Clamp((BitConverter.SingleToInt32Bits(1) - BitConverter.SingleToInt32Bits(weight)) >> 21, 0, BucketCount - 1);

    // Weighted quickselect: moves to the front the fewest best-ranked values that number `most` or weigh `mass`, at
    // least one, and returns how many. Linear on average.
    private int KeepBest(int count, int most, double mass)
    {
        var ranked = _ranked.AsSpan(0, count);
        int low = 0, high = count;
        double kept = 0;
        while (low < high)
        {
            var pivot = Median(ranked[low], ranked[(low + high) / 2], ranked[high - 1]);
            var split = low;
            double above = 0;
            for (var i = low; i < high; i++)
            {
                var value = ranked[i];
                ranked[i] = ranked[split];
                ranked[split] = value;
                var isAbove = value > pivot;
                split += isAbove ? 1 : 0;
                above += isAbove ? WeightOf(value) : 0;
            }

            if (split > low && (split >= most || kept + above >= mass))
            {
                high = split;
                continue;
            }

            // All above the pivot are needed, and the pivot too: bring it to the front of the rest.
            var at = split + ranked[split..high].IndexOf(pivot);
            ranked[at] = ranked[split];
            ranked[split] = pivot;
            kept += above + WeightOf(pivot);
            low = split + 1;
            if (low >= most || kept >= mass) break;
        }

        return low;
    }

    // Orders by weight, the lower value first among equals; weights are positive, so their bits order as they do.
    private static ulong Rank(float weight, int index) => ((ulong)BitConverter.SingleToUInt32Bits(weight) << 32) | (uint)~index;

    private static float WeightOf(ulong rank) => BitConverter.UInt32BitsToSingle((uint)(rank >> 32));

    private static int IndexOf(ulong rank) => (int)~(uint)rank;

    private static ulong Median(ulong a, ulong b, ulong c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));

    // In one order everywhere, so that equal seeds draw equal notes whatever the width of a vector.
    private static double Sum(ReadOnlySpan<float> weights)
    {
        double a = 0, b = 0, c = 0, d = 0;
        var i = 0;
        for (; i + 3 < weights.Length; i += 4)
        {
            a += weights[i];
            b += weights[i + 1];
            c += weights[i + 2];
            d += weights[i + 3];
        }

        for (; i < weights.Length; i++) a += weights[i];
        return a + b + (c + d);
    }
}
