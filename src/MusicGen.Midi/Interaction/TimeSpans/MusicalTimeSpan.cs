namespace MusicGen.Midi;

/// <summary>A time or a length as a fraction of a whole note.</summary>
public sealed class MusicalTimeSpan : ITimeSpan, IComparable<MusicalTimeSpan>, IEquatable<MusicalTimeSpan>
{
    public static readonly MusicalTimeSpan Whole = new(1);
    public static readonly MusicalTimeSpan Half = new(2);
    public static readonly MusicalTimeSpan Quarter = new(4);
    public static readonly MusicalTimeSpan Eighth = new(8);
    public static readonly MusicalTimeSpan Sixteenth = new(16);
    public static readonly MusicalTimeSpan ThirtySecond = new(32);
    public static readonly MusicalTimeSpan SixtyFourth = new(64);

    public MusicalTimeSpan()
    {
        Denominator = 1;
    }

    /// <summary>One so-and-so-many-th of a whole note.</summary>
    public MusicalTimeSpan(long fraction)
        : this(1, fraction, false)
    {
    }

    /// <exception cref="ArgumentOutOfRangeException">The numerator is negative, or the denominator not positive.</exception>
    public MusicalTimeSpan(long numerator, long denominator, bool simplify = true)
    {
        Throw.IfNegative(numerator, nameof(numerator));
        if (denominator <= 0)
            Throw.OutOfRange(nameof(denominator), denominator, "A value of 1 or more is expected");
        var divisor = simplify ? GreatestCommonDivisor(numerator, denominator) : 1;
        Numerator = numerator / divisor;
        Denominator = denominator / divisor;
    }

    public long Numerator { get; }

    public long Denominator { get; }

    public static MusicalTimeSpan operator +(MusicalTimeSpan timeSpan1, MusicalTimeSpan timeSpan2) =>
        new((timeSpan1.Numerator * timeSpan2.Denominator) + (timeSpan2.Numerator * timeSpan1.Denominator), timeSpan1.Denominator * timeSpan2.Denominator);

    /// <exception cref="ArgumentOutOfRangeException">The second is longer than the first.</exception>
    public static MusicalTimeSpan operator -(MusicalTimeSpan timeSpan1, MusicalTimeSpan timeSpan2) =>
        new((timeSpan1.Numerator * timeSpan2.Denominator) - (timeSpan2.Numerator * timeSpan1.Denominator), timeSpan1.Denominator * timeSpan2.Denominator);

    public static MusicalTimeSpan operator *(MusicalTimeSpan timeSpan, long multiplier) => new(timeSpan.Numerator * multiplier, timeSpan.Denominator);

    public static MusicalTimeSpan operator /(MusicalTimeSpan timeSpan, long divisor) => new(timeSpan.Numerator, timeSpan.Denominator * divisor);

    /// <summary>Half as long again.</summary>
    public MusicalTimeSpan SingleDotted() => new(Numerator * 3, Denominator * 2);

    /// <summary>Three in the place of two.</summary>
    public MusicalTimeSpan Triplet() => new(Numerator * 2, Denominator * 3);

    /// <summary>The nearest length with another denominator.</summary>
    public MusicalTimeSpan ChangeDenominator(long denominator)
    {
        if (denominator <= 0)
            Throw.OutOfRange(nameof(denominator), denominator, "A value of 1 or more is expected");
        return new MusicalTimeSpan((long)Math.Round((double)denominator / Denominator * Numerator, MidpointRounding.AwayFromZero), denominator, false);
    }

    public ITimeSpan Clone() => new MusicalTimeSpan(Numerator, Denominator, false);

    public int CompareTo(MusicalTimeSpan? other) =>
        other is null ? 1 : ((Int128)Numerator * other.Denominator).CompareTo((Int128)other.Numerator * Denominator);

    public int CompareTo(object? obj) => obj is null or MusicalTimeSpan
        ? CompareTo(obj as MusicalTimeSpan)
        : throw new ArgumentException($"A {nameof(MusicalTimeSpan)} is expected, but found {obj.GetType().Name}.", nameof(obj));

    public bool Equals(MusicalTimeSpan? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as MusicalTimeSpan);

    public override int GetHashCode()
    {
        var divisor = GreatestCommonDivisor(Numerator, Denominator);
        return HashCode.Combine(Numerator / divisor, Denominator / divisor);
    }

    public override string ToString() => $"{Numerator}/{Denominator}";

    private static long GreatestCommonDivisor(long a, long b)
    {
        while (b != 0)
            (a, b) = (b, a % b);
        return a;
    }
}
