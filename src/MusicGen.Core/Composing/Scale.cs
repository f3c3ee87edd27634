namespace MusicGen.Core;

/// <summary>A key and scale such as <c>D dorian</c> as the set of pitch classes that may sound: what steering masks by.</summary>
/// <param name="Name">Tonic and scale, as written.</param>
/// <param name="PitchClasses">Bit 0 = C … bit 11 = B.</param>
public sealed record Scale(string Name, int PitchClasses)
{
    private static readonly string[] _tonics = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
    private static readonly string[] _otherTonics = ["B#", "Db", "", "D#", "Fb", "E#", "Gb", "", "G#", "", "A#", "Cb"];

    private static readonly (string Name, int[] Steps)[] _scales =
    [
        ("chromatic", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
        ("major", [0, 2, 4, 5, 7, 9, 11]),
        // Natural minor with the raised sixth and seventh of the ascending form: a piece in minor uses all of them.
        ("minor", [0, 2, 3, 5, 7, 8, 9, 10, 11]),
        ("natural-minor", [0, 2, 3, 5, 7, 8, 10]),
        ("harmonic-minor", [0, 2, 3, 5, 7, 8, 11]),
        ("dorian", [0, 2, 3, 5, 7, 9, 10]),
        ("phrygian", [0, 1, 3, 5, 7, 8, 10]),
        ("lydian", [0, 2, 4, 6, 7, 9, 11]),
        ("mixolydian", [0, 2, 4, 5, 7, 9, 10]),
        ("pentatonic", [0, 2, 4, 7, 9]),
        ("minor-pentatonic", [0, 3, 5, 7, 10]),
        ("blues", [0, 3, 5, 6, 7, 10]),
        ("whole-tone", [0, 2, 4, 6, 8, 10]),
    ];

    /// <summary>The twelve tonics, C first.</summary>
    public static IReadOnlyList<string> TonicNames => _tonics;

    /// <summary>The scales by name, the one of all twelve pitch classes first.</summary>
    public static IReadOnlyList<string> ScaleNames { get; } = [.. _scales.Select(scale => scale.Name)];

    /// <summary>What a scale's text may be, for help and faults.</summary>
    public static string Expected => $"a tonic and one of {string.Join(", ", ScaleNames.Skip(1))}, {ScaleNames[0]} (for example \"D dorian\")";

    /// <summary>The value of the key control that it asks for; 0 where it is neither major nor minor.</summary>
    public int Key { get; private init; }

    /// <summary>The scale on a tonic.</summary>
    /// <param name="tonic">Pitch class 0–11.</param>
    /// <param name="scale">Index in <see cref="ScaleNames"/>.</param>
    public static Scale Of(int tonic, int scale)
    {
        var mask = 0;
        foreach (var step in _scales[scale].Steps) mask |= 1 << (tonic + step) % 12;
        var name = _scales[scale].Name;
        var isMinor = name is "minor" or "natural-minor" or "harmonic-minor";
        return new Scale($"{_tonics[tonic]} {name}", mask) { Key = isMinor || name == "major" ? Controls.KeyValue(tonic, isMinor) : 0 };
    }

    /// <summary>Reads a text such as <c>F# minor</c>; false where it is not one.</summary>
    public static bool TryParse(string text, out Scale scale)
    {
        scale = Of(0, 0);
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2) return false;
        var tonic = IndexOf(_tonics, words[0]);
        if (tonic < 0) tonic = IndexOf(_otherTonics, words[0]);
        var steps = Array.FindIndex(_scales, known => known.Name.Equals(words[1], StringComparison.OrdinalIgnoreCase));
        if (tonic < 0 || steps < 0) return false;
        scale = Of(tonic, steps) with { Name = $"{words[0]} {words[1]}" };
        return true;
    }

    private static int IndexOf(string[] names, string name) =>
        Array.FindIndex(names, n => n.Length > 0 && n.Equals(name, StringComparison.OrdinalIgnoreCase));
}
