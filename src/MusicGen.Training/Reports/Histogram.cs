namespace MusicGen.Training;

/// <summary>How often each value of something in the music occurs; what the distributions of a report are drawn from.</summary>
internal sealed class Histogram
{
    public required string Title { get; init; }

    /// <summary>What the values are, with their unit.</summary>
    public required string ValueName { get; init; }

    /// <summary>What is counted: notes, or time.</summary>
    public required string Counted { get; init; }

    /// <summary>Marks of the axis: bin (with fraction, whole numbers being left edges) and label.</summary>
    public required IReadOnlyList<(double Bin, string Label)> Ticks { get; init; }

    /// <summary>(bins) weights.</summary>
    public required double[] Weights { get; init; }

    /// <summary>Whether bins at both ends that nothing falls into are left out of a chart.</summary>
    public bool IsTrimmed { get; init; } = true;

    public double Total => Weights.Sum();

    /// <summary>Share of a bin in all, in percent.</summary>
    public double Percent(int bin) => Total > 0 ? 100 * Weights[bin] / Total : 0;

    /// <summary>Adds to a bin; what lies beyond an end is counted in the last bin there.</summary>
    public void Add(int bin, double weight = 1) => Weights[Math.Clamp(bin, 0, Weights.Length - 1)] += weight;

    /// <summary>Common area of two distributions, 0…1: 1 = the same, 0 = nothing in common.</summary>
    public static double Overlap(Histogram a, Histogram b) => Enumerable.Range(0, a.Weights.Length).Sum(bin => Math.Min(a.Percent(bin), b.Percent(bin))) / 100;
}
