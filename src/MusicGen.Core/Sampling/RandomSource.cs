using System.Numerics;

namespace MusicGen.Core;

/// <summary>
/// The random numbers of sampling: xoshiro256** (Blackman and Vigna, 2018) seeded through SplitMix64, so that a random
/// seed means the same notes on every platform and every version of .NET.
/// </summary>
/// <remarks>Single-threaded.</remarks>
public sealed class RandomSource
{
    private ulong _a, _b, _c, _d;

    /// <summary>Starts a stream.</summary>
    /// <param name="randomSeed">Any number; equal seeds give equal streams.</param>
    public RandomSource(long randomSeed)
    {
        var state = unchecked((ulong)randomSeed);
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>Where the stream stands; setting it goes back (or on) to there.</summary>
    public RandomState State
    {
        get => new(_a, _b, _c, _d);
        set => (_a, _b, _c, _d) = (value.A, value.B, value.C, value.D);
    }

    /// <summary>The next 64 random bits.</summary>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>The next number, evenly from 0 up to but not including 1, in steps of 2⁻⁵³.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
