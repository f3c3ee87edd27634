namespace MusicGen.Training;

/// <summary>A generator whose whole state is one number, so that a training run can be resumed exactly (Steele et al. 2014).</summary>
internal struct SplitMix(ulong state)
{
    public ulong State { get; private set; } = state;

    public ulong Next()
    {
        var z = State += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    /// <summary>A seed for another generator, ≥ 0.</summary>
    public long NextSeed() => (long)(Next() >> 1);

    /// <summary>0…<paramref name="count"/> − 1.</summary>
    public int Below(int count) => (int)(Next() % (ulong)count);

    /// <summary>0 ≤ x &lt; 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>−range…range, both included.</summary>
    public int Around(int range) => Below(2 * range + 1) - range;
}
