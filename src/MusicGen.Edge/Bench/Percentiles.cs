namespace MusicGen.Edge;

/// <summary>The times per note that <c>bench</c> reports, in seconds.</summary>
/// <param name="P50">Half of the notes took no longer.</param>
/// <param name="P95">95 of 100 notes took no longer.</param>
/// <param name="P99">99 of 100 notes took no longer.</param>
internal readonly record struct Percentiles(double P50, double P95, double P99)
{
    /// <summary>Sorts the values and takes the percentiles, nearest rank.</summary>
    public static Percentiles Of(Span<double> values)
    {
        values.Sort();
        return new Percentiles(At(values, 0.5), At(values, 0.95), At(values, 0.99));
    }

    /// <summary>The middle value; sorts.</summary>
    public static double MedianOf(Span<double> values)
    {
        values.Sort();
        return At(values, 0.5);
    }

    private static double At(ReadOnlySpan<double> sorted, double share) =>
        sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}
