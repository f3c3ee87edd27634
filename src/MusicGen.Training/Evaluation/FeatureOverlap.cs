namespace MusicGen.Training;

/// <summary>
/// How alike two sets of excerpts are in one feature: the distances inside the human set beside those from it to the other set, both smoothed and
/// read on one common grid with wide ends, so that no mass is cut off.
/// </summary>
/// <param name="Area">Common area of the two densities, 0…1.</param>
/// <param name="Divergence">Kullback–Leibler divergence of the second from the first, in nats.</param>
internal readonly record struct FeatureOverlap(double Area, double Divergence)
{
    private const int GridPoints = 1000;

    /// <param name="human">(excerpts) vectors of the set that is right.</param>
    /// <param name="other">(excerpts) vectors of the set that is judged.</param>
    public static FeatureOverlap Of(IReadOnlyList<double[]> human, IReadOnlyList<double[]> other)
    {
        var inside = new List<double>();
        for (var a = 0; a < human.Count; a++)
            for (var b = 0; b < a; b++) inside.Add(Distance(human[a], human[b]));
        var across = human.SelectMany(a => other.Select(b => Distance(a, b))).ToList();
        double insideWidth = Bandwidth(inside), acrossWidth = Bandwidth(across);
        var low = Math.Min(inside.Min() - 4 * insideWidth, across.Min() - 4 * acrossWidth);
        var high = Math.Max(inside.Max() + 4 * insideWidth, across.Max() + 4 * acrossWidth);
        var p = Density(inside, insideWidth, low, high);
        var q = Density(across, acrossWidth, low, high);
        double area = 0, divergence = 0;
        for (var i = 0; i < GridPoints; i++)
        {
            area += Math.Min(p[i], q[i]);
            if (p[i] > 1e-12) divergence += p[i] * Math.Log(p[i] / Math.Max(q[i], 1e-12));
        }

        return new FeatureOverlap(area, divergence);
    }

    private static double Distance(double[] a, double[] b)
    {
        double sum = 0;
        for (var i = 0; i < a.Length; i++) sum += (a[i] - b[i]) * (a[i] - b[i]);
        return Math.Sqrt(sum);
    }

    /// <summary>Scott's rule, as in the paper's own code.</summary>
    private static double Bandwidth(List<double> values)
    {
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / Math.Max(1, values.Count - 1));
        return Math.Max(1e-9, Math.Max(deviation, 1e-3 * Math.Abs(mean)) * Math.Pow(values.Count, -0.2));
    }

    /// <summary>Shares of the grid's cells, in sum 1.</summary>
    private static double[] Density(List<double> values, double width, double low, double high)
    {
        var density = new double[GridPoints];
        var cell = (high - low) / (GridPoints - 1);
        // Where all values are one, the curve is a spike; it must not fall between two points of the grid.
        width = Math.Max(width, cell);
        var reach = (int)Math.Ceiling(4 * width / cell);
        foreach (var value in values)
        {
            var centre = (int)Math.Round((value - low) / cell);
            for (var i = Math.Max(0, centre - reach); i <= Math.Min(GridPoints - 1, centre + reach); i++)
            {
                var z = (low + i * cell - value) / width;
                density[i] += Math.Exp(-0.5 * z * z);
            }
        }

        var sum = density.Sum();
        for (var i = 0; i < GridPoints; i++) density[i] /= sum;
        return density;
    }
}
