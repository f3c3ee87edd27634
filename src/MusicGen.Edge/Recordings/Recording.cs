using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicGen.Edge;

/// <summary>
/// One recording as its file's name tells it, so that the folder is its own index and nothing else can be damaged:
/// <c>000123_20261121T094512Z_evening_180s_912n_kept.mid</c>.
/// </summary>
/// <param name="Number">Counts the recordings: a larger one is later, whatever a box without a clock thinks of the time.</param>
/// <param name="Started">When it began, by the box's clock, to the second.</param>
/// <param name="Preset">Name of the preset, as far as letters, digits and dashes can tell it.</param>
/// <param name="Seconds">Length.</param>
/// <param name="NoteCount">Notes played.</param>
/// <param name="IsKept">Whether a person asked for it to be kept: then it does not go when room is needed.</param>
/// <param name="Bytes">Size of the file.</param>
internal readonly partial record struct Recording(
    long Number, DateTimeOffset Started, string Preset, int Seconds, int NoteCount, bool IsKept, long Bytes)
{
    private const string TimeFormat = "yyyyMMdd'T'HHmmss'Z'";

    /// <summary>Name of its file.</summary>
    public string FileName => string.Create(
        CultureInfo.InvariantCulture,
        $"{Number:000000}_{Started.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}_{Preset}_{Seconds}s_{NoteCount}n{(IsKept ? "_kept" : "")}.mid");

    /// <summary>Reads the name of a file.</summary>
    /// <returns>Null where it is no recording's.</returns>
    public static Recording? Parse(string fileName, long bytes)
    {
        if (Name().Match(fileName) is not { Success: true } match) return null;
        if (!DateTimeOffset.TryParseExact(
                match.Groups["started"].ValueSpan, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var started)) return null;
        return new Recording(
            long.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture),
            started,
            match.Groups["preset"].Value,
            int.Parse(match.Groups["seconds"].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(match.Groups["notes"].ValueSpan, CultureInfo.InvariantCulture),
            match.Groups["kept"].Success,
            bytes);
    }

    /// <summary>A preset's name as it can stand in a file's name.</summary>
    public static string PresetInName(string preset)
    {
        var name = NotInName().Replace(preset, "-").Trim('-');
        return name.Length == 0 ? "box" : name[..Math.Min(name.Length, 40)];
    }

    [GeneratedRegex(@"^(?<number>\d{6,15})_(?<started>\d{8}T\d{6}Z)_(?<preset>[\p{L}\p{Nd}-]{1,40})_(?<seconds>\d{1,6})s_(?<notes>\d{1,7})n(?<kept>_kept)?\.mid$")]
    private static partial Regex Name();

    [GeneratedRegex(@"[^\p{L}\p{Nd}]+")]
    private static partial Regex NotInName();
}
