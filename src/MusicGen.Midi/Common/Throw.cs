using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace MusicGen.Midi;

/// <summary>The argument checks of this library in one place, so that every setter throws the same exception types.</summary>
internal static class Throw
{
    [DoesNotReturn]
    public static void OutOfRange(string name, object value, string expectation) =>
        throw new ArgumentOutOfRangeException(name, value, $"{expectation}, but found {value}.");

    public static long IfNegative(long value, string name)
    {
        if (value < 0)
            OutOfRange(name, value, "A value of 0 or more is expected");
        return value;
    }

    public static int IfNotPositive(int value, string name)
    {
        if (value <= 0)
            OutOfRange(name, value, "A value of 1 or more is expected");
        return value;
    }

    public static byte IfAbove(byte value, byte maximum, string name)
    {
        if (value > maximum)
            OutOfRange(name, value, $"A value from 0 to {maximum} is expected");
        return value;
    }

    public static TEnum IfUndefined<TEnum>(TEnum value, string name)
        where TEnum : struct, Enum
    {
        if (!Enum.IsDefined(value))
            throw new InvalidEnumArgumentException(name, Convert.ToInt32(value), typeof(TEnum));
        return value;
    }
}
