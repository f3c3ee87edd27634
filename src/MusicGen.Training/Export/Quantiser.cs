namespace MusicGen.Training;

/// <summary>
/// Rounds weight matrices to int8, one scale per output channel and no zero point, between the checkpoint's floats and
/// the graphs of the int8 and fp16 variants.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public static class Quantiser
{
    /// <summary>Largest magnitude of a value: symmetric, so −128 is never used.</summary>
    public const int Range = 127;

    // Smallest channel maximum that still gives a normal float as scale.
    private const float Negligible = 1e-30f;

    /// <summary>Quantises a matrix.</summary>
    /// <param name="matrix">(rows, columns) row-major, finite; rows are output channels.</param>
    /// <param name="rows">Output channels.</param>
    public static QuantisedMatrix Quantise(ReadOnlySpan<float> matrix, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        if (matrix.Length % rows != 0)
            throw new ArgumentException($"A multiple of {rows} weights expected for as many output channels, found {matrix.Length}.", nameof(matrix));
        var columns = matrix.Length / rows;
        var quantised = new QuantisedMatrix(new sbyte[matrix.Length], new float[rows], rows, columns);
        for (var row = 0; row < rows; row++)
            quantised.Scales[row] = QuantiseRow(
                matrix.Slice(row * columns, columns), quantised.Values.AsSpan(row * columns, columns));
        return quantised;
    }

    /// <summary>The weights that a quantised matrix stands for, (rows, columns) row-major.</summary>
    /// <param name="transposed">(columns, rows) as <see cref="QuantisedMatrix.TransposedUnsigned"/> gives them.</param>
    /// <param name="scales">(rows)</param>
    public static float[] Restore(ReadOnlySpan<byte> transposed, ReadOnlySpan<float> scales)
    {
        if (transposed.Length % scales.Length != 0)
            throw new ArgumentException($"A multiple of {scales.Length} weights expected for as many scales, found {transposed.Length}.", nameof(transposed));
        int rows = scales.Length, columns = transposed.Length / rows;
        var matrix = new float[transposed.Length];
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                matrix[row * columns + column] = (transposed[column * rows + row] - QuantisedMatrix.UnsignedZero) * scales[row];
        return matrix;
    }

    private static float QuantiseRow(ReadOnlySpan<float> weights, Span<sbyte> values)
    {
        var largest = 0f;
        foreach (var weight in weights) largest = Math.Max(largest, Math.Abs(weight));
        if (largest < Negligible)
        {
            values.Clear();
            return 1;
        }

        var scale = largest / Range;
        for (var i = 0; i < weights.Length; i++)
            values[i] = (sbyte)Math.Clamp(MathF.Round(weights[i] / scale), -Range, Range);
        return scale;
    }
}
