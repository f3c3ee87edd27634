namespace MusicGen.Training;

/// <summary>
/// Rounds weight matrices to int8, one scale per output channel and no zero point, between the checkpoint's floats and
/// the graphs of the int8 and fp16 variants.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class Quantiser
{
    /// <summary>Largest magnitude of a value where it is unfolded to floats: symmetric, so −128 is never used.</summary>
    public const int FullRange = 127;

    // Smallest channel maximum that still gives a normal float as scale.
    private const float Negligible = 1e-30f;

    /// <summary>Quantises a matrix.</summary>
    /// <param name="matrix">(rows, columns) row-major, finite; rows are output channels.</param>
    /// <param name="rows">Output channels.</param>
    /// <param name="range">Largest magnitude of a value, 1–127.</param>
    public static QuantisedMatrix Quantise(ReadOnlySpan<float> matrix, int rows, int range)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(range, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(range, FullRange);
        var columns = matrix.Length / rows;
        var quantised = new QuantisedMatrix(new sbyte[matrix.Length], new float[rows], rows, columns);
        for (var row = 0; row < rows; row++)
            quantised.Scales[row] = QuantiseRow(
                matrix.Slice(row * columns, columns), quantised.Values.AsSpan(row * columns, columns), range);
        return quantised;
    }

    private static float QuantiseRow(ReadOnlySpan<float> weights, Span<sbyte> values, int range)
    {
        var largest = 0f;
        foreach (var weight in weights) largest = Math.Max(largest, Math.Abs(weight));
        if (largest < Negligible)
        {
            values.Clear();
            return 1;
        }

        var scale = largest / range;
        for (var i = 0; i < weights.Length; i++)
            values[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / scale), -range, range);
        return scale;
    }
}
