using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;

namespace MusicGen.Edge;

/// <summary>Measures how fast one core reads memory: the floor under every step that has to read all weights.</summary>
internal static class MemoryBandwidth
{
    // Larger than any cache at hand, so that it is memory that is measured.
    private const int ArrayBytes = 256 << 20;
    private const int Passes = 7;

    /// <summary>Bytes a second, the best of some passes: what disturbs can only make it slower.</summary>
    public static double Measure()
    {
        var array = new long[ArrayBytes / sizeof(long)];
        array.AsSpan().Fill(1);
        var best = double.MaxValue;
        long sum = 0;
        for (var pass = 0; pass < Passes; pass++)
        {
            var start = Stopwatch.GetTimestamp();
            sum += Sum(array);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        // The sum is looked at so that the reads cannot be optimised away.
        if (sum != (long)Passes * array.Length) throw new InvalidOperationException($"A sum of {(long)Passes * array.Length} expected, found {sum}: the memory of this machine is at fault.");
        return ArrayBytes / best;
    }

    private static long Sum(ReadOnlySpan<long> values)
    {
        var vectors = MemoryMarshal.Cast<long, Vector<long>>(values);
        Vector<long> a = default, b = default, c = default, d = default;
        for (var i = 0; i + 4 <= vectors.Length; i += 4)
        {
            a += vectors[i];
            b += vectors[i + 1];
            c += vectors[i + 2];
            d += vectors[i + 3];
        }

        return Vector.Sum(a + b + c + d);
    }
}
