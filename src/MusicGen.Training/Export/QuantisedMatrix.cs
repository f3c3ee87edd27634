namespace MusicGen.Training;

/// <summary>A weight matrix in int8 with one scale per output channel, from <see cref="Quantiser"/>: weight = value × scale of its row.</summary>
/// <param name="Values">(rows, columns) row-major; rows are output channels.</param>
/// <param name="Scales">(rows) positive.</param>
/// <param name="Rows">Output channels.</param>
/// <param name="Columns">Inputs.</param>
public sealed record QuantisedMatrix(sbyte[] Values, float[] Scales, int Rows, int Columns)
{
    /// <summary>What 0 is in <see cref="TransposedUnsigned"/>.</summary>
    public const byte UnsignedZero = 128;

    /// <summary>The values plus <see cref="UnsignedZero"/> as (columns, rows): the layout of ONNX Runtime's dynamically quantised operators.</summary>
    public byte[] TransposedUnsigned()
    {
        var transposed = new byte[Values.Length];
        for (var row = 0; row < Rows; row++)
            for (var column = 0; column < Columns; column++)
                transposed[column * Rows + row] = (byte)(Values[row * Columns + column] + UnsignedZero);
        return transposed;
    }
}
