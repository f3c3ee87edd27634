namespace MusicGen.Midi;

/// <summary>A number from 0 to 127, the range of a MIDI data byte; the type of every pitch, velocity and controller value in an event.</summary>
public readonly struct SevenBitNumber : IComparable<SevenBitNumber>, IEquatable<SevenBitNumber>
{
    private const byte Max = 127;

    /// <summary>The smallest value, 0.</summary>
    public static readonly SevenBitNumber MinValue = new(0);

    /// <summary>The largest value, 127.</summary>
    public static readonly SevenBitNumber MaxValue = new(Max);

    /// <summary>All 128 values in ascending order.</summary>
    public static readonly SevenBitNumber[] Values = [.. Enumerable.Range(0, Max + 1).Select(value => new SevenBitNumber((byte)value))];

    private readonly byte _value;

    /// <exception cref="ArgumentOutOfRangeException">The value is above 127.</exception>
    public SevenBitNumber(byte value)
    {
        if (value > Max)
            Throw.OutOfRange(nameof(value), value, "A number from 0 to 127 is expected");
        _value = value;
    }

    public static bool TryParse(string? input, out SevenBitNumber sevenBitNumber)
    {
        var parsed = byte.TryParse(input, out var value) && value <= Max;
        sevenBitNumber = parsed ? new SevenBitNumber(value) : default;
        return parsed;
    }

    /// <exception cref="FormatException">The text is not a number from 0 to 127.</exception>
    public static SevenBitNumber Parse(string input) =>
        TryParse(input, out var number) ? number : throw new FormatException($"A number from 0 to 127 is expected, but the text is '{input}'.");

    public static implicit operator byte(SevenBitNumber number) => number._value;

    public static explicit operator SevenBitNumber(byte number) => new(number);

    public int CompareTo(SevenBitNumber other) => _value.CompareTo(other._value);

    public bool Equals(SevenBitNumber other) => _value == other._value;

    public override bool Equals(object? obj) => obj is SevenBitNumber other && Equals(other);

    public override int GetHashCode() => _value;

    public override string ToString() => _value.ToString();
}
