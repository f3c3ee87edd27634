using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace MusicGen.Edge;

/// <summary>Options whose value is a number in a range: what does not fit is refused in the words of all other faults.</summary>
internal static class RangedOption
{
    /// <summary>A number, or null where the option is absent; <paramref name="otherwise"/> says what holds then.</summary>
    public static Option<double?> Number(string name, string description, double least, double most, string? otherwise = null) => new(name)
    {
        Description = Describe(description, string.Create(CultureInfo.InvariantCulture, $", {least}–{most}"), otherwise),
        HelpName = "NUMBER",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
                return value;
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{name}: a number from {least} to {most} expected, found '{text}'."));
            return null;
        },
    };

    /// <summary>A whole number, or null where the option is absent; <paramref name="otherwise"/> says what holds then.</summary>
    public static Option<long?> Whole(string name, string description, long least, long most, string? otherwise = null) => new(name)
    {
        Description = Describe(description, most == long.MaxValue ? "" : $", {least}–{most}", otherwise),
        HelpName = "NUMBER",
        CustomParser = result => Parse(result, name, least, most),
    };

    private static string Describe(string description, string range, string? otherwise) =>
        $"{description}{range}.{(otherwise is null ? "" : $" Default: {otherwise}.")}";

    private static long? Parse(ArgumentResult result, string name, long least, long most)
    {
        var text = result.Tokens[0].Value;
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
            return value;
        result.AddError($"{name}: a whole number from {least} to {most} expected, found '{text}'.");
        return null;
    }
}
