using System.Runtime.CompilerServices;

namespace MusicGen.Core;

/// <summary>The one way in which options of the playing path refuse a value out of range.</summary>
internal static class OptionRange
{
    /// <summary>Throws where a value is out of range.</summary>
    /// <param name="value">The value; its name is taken from the caller's text.</param>
    /// <param name="low">Lowest value allowed.</param>
    /// <param name="high">Highest value allowed.</param>
    /// <param name="where">What the option belongs to, for the message.</param>
    /// <param name="name">Filled in by the compiler.</param>
    /// <exception cref="ArgumentException">The value is out of range or no number.</exception>
    public static void Require(double value, double low, double high, string where, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (value >= low && value <= high) return;
        throw new ArgumentException($"{name} of {low}–{high} expected for {where}, found {value}; give a value in this range.", name);
    }
}
