namespace MusicGen.Midi;

/// <summary>A number from 0 to 15; the type of every MIDI channel (0-based) and of other half-byte values in an event.</summary>
public readonly struct FourBitNumber : IComparable<FourBitNumber>, IEquatable<FourBitNumber>
{
    private const byte Max = 15;

    /// <summary>The smallest value, 0.</summary>
    public static readonly FourBitNumber MinValue = new(0);

    /// <summary>The largest value, 15.</summary>
    public static readonly FourBitNumber MaxValue = new(Max);

    /// <summary>All 16 values in ascending order.</summary>
    public static readonly FourBitNumber[] Values = [.. Enumerable.Range(0, Max + 1).Select(value => new FourBitNumber((byte)value))];

    private readonly byte _value;

    /// <exception cref="ArgumentOutOfRangeException">The value is above 15.</exception>
    public FourBitNumber(byte value)
    {
        if (value > Max)
            Throw.OutOfRange(nameof(value), value, "A number from 0 to 15 is expected");
        _value = value;
    }

    public static bool TryParse(string? input, out FourBitNumber fourBitNumber)
    {
        var parsed = byte.TryParse(input, out var value) && value <= Max;
        fourBitNumber = parsed ? new FourBitNumber(value) : default;
        return parsed;
    }

    /// <exception cref="FormatException">The text is not a number from 0 to 15.</exception>
    public static FourBitNumber Parse(string input) =>
        TryParse(input, out var number) ? number : throw new FormatException($"A number from 0 to 15 is expected, but the text is '{input}'.");

    public static implicit operator byte(FourBitNumber number) => number._value;

    public static explicit operator FourBitNumber(byte number) => new(number);

    public int CompareTo(FourBitNumber other) => _value.CompareTo(other._value);

    public bool Equals(FourBitNumber other) => _value == other._value;

    public override bool Equals(object? obj) => obj is FourBitNumber other && Equals(other);

    public override int GetHashCode() => _value;

    public override string ToString() => _value.ToString();
}
