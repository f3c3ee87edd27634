namespace MusicGen.Midi;

/// <summary>A metre: so many beats in a bar, each of a note value.</summary>
public sealed class TimeSignature : IEquatable<TimeSignature>
{
    /// <summary>4/4, which holds where a file says nothing.</summary>
    public static readonly TimeSignature Default = new(TimeSignatureEvent.DefaultNumerator, TimeSignatureEvent.DefaultDenominator);

    /// <exception cref="ArgumentOutOfRangeException">A value is not positive, or the denominator is no power of two.</exception>
    public TimeSignature(int numerator, int denominator)
    {
        Numerator = Throw.IfNotPositive(numerator, nameof(numerator));
        if (!System.Numerics.BitOperations.IsPow2(denominator))
            Throw.OutOfRange(nameof(denominator), denominator, "A power of two is expected");
        Denominator = denominator;
    }

    public int Numerator { get; }

    public int Denominator { get; }

    public static bool operator ==(TimeSignature? timeSignature1, TimeSignature? timeSignature2) => Equals(timeSignature1, timeSignature2);

    public static bool operator !=(TimeSignature? timeSignature1, TimeSignature? timeSignature2) => !Equals(timeSignature1, timeSignature2);

    public bool Equals(TimeSignature? other) => other is not null && other.Numerator == Numerator && other.Denominator == Denominator;

    public override bool Equals(object? obj) => Equals(obj as TimeSignature);

    public override int GetHashCode() => HashCode.Combine(Numerator, Denominator);

    public override string ToString() => $"{Numerator}/{Denominator}";
}
