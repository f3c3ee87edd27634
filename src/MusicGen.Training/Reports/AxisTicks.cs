using System.Globalization;

namespace MusicGen.Training;

/// <summary>Where an axis has marks: round numbers, as many as there is room for.</summary>
internal static class AxisTicks
{
    /// <param name="low">Start of the axis.</param>
    /// <param name="high">End of the axis.</param>
    /// <param name="most">Marks at most, 2 or more.</param>
    public static IReadOnlyList<(double Value, string Label)> Between(double low, double high, int most)
    {
        var step = StepOf((high - low) / Math.Max(1, most - 1));
        var digits = Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));
        var ticks = new List<(double, string)>();
        // Adding nothing takes the sign off a zero.
        for (var n = Math.Ceiling(low / step - 1e-9) + 0.0; n * step <= high + step * 1e-6; n++)
            ticks.Add((n * step, (n * step + 0.0).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));
        return ticks;
    }

    /// <summary>The next of 1, 2, 5, 10, 20… that is not below.</summary>
    public static double StepOf(double least)
    {
        if (!(least > 0)) return 1;
        var power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return new[] { 1, 2, 5, 10 }.Select(n => n * power).First(step => step >= least * (1 - 1e-9));
    }
}
