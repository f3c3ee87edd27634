namespace MusicGen.Edge;

/// <summary>A key and scale such as <c>D dorian</c> as the set of pitch classes that may sound: what steering masks by.</summary>
/// <param name="Name">Tonic and scale, as written.</param>
/// <param name="PitchClasses">Bit 0 = C … bit 11 = B.</param>
internal sealed record Scale(string Name, int PitchClasses)
{
    private static readonly string[] TonicNames = ["C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B"];
    private static readonly string[] OtherTonicNames = ["B#", "Db", "", "D#", "Fb", "E#", "Gb", "", "G#", "", "A#", "Cb"];

    private static readonly Dictionary<string, int[]> Steps = new(StringComparer.OrdinalIgnoreCase)
    {
        ["major"] = [0, 2, 4, 5, 7, 9, 11],
        // Natural minor with the raised sixth and seventh of the ascending form: a piece in minor uses all of them.
        ["minor"] = [0, 2, 3, 5, 7, 8, 9, 10, 11],
        ["natural-minor"] = [0, 2, 3, 5, 7, 8, 10],
        ["harmonic-minor"] = [0, 2, 3, 5, 7, 8, 11],
        ["dorian"] = [0, 2, 3, 5, 7, 9, 10],
        ["phrygian"] = [0, 1, 3, 5, 7, 8, 10],
        ["lydian"] = [0, 2, 4, 6, 7, 9, 11],
        ["mixolydian"] = [0, 2, 4, 5, 7, 9, 10],
        ["pentatonic"] = [0, 2, 4, 7, 9],
        ["minor-pentatonic"] = [0, 3, 5, 7, 10],
        ["blues"] = [0, 3, 5, 6, 7, 10],
        ["whole-tone"] = [0, 2, 4, 6, 8, 10],
        ["chromatic"] = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    };

    /// <summary>What a scale's text may be, for help and faults.</summary>
    public static string Expected => $"a tonic and one of {string.Join(", ", Steps.Keys)} (for example \"D dorian\")";

    /// <summary>Reads a text such as <c>F# minor</c>; false where it is not one.</summary>
    public static bool TryParse(string text, out Scale scale)
    {
        scale = new Scale("C chromatic", 0xFFF);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length != 2 || !Steps.TryGetValue(words[1], out var steps)) return false;
        var tonic = IndexOf(TonicNames, words[0]);
        if (tonic < 0) tonic = IndexOf(OtherTonicNames, words[0]);
        if (tonic < 0) return false;
        var mask = 0;
        foreach (var step in steps) mask |= 1 << (tonic + step) % 12;
        scale = new Scale($"{words[0]} {words[1]}", mask);
        return true;
    }

    private static int IndexOf(string[] names, string name) =>
        Array.FindIndex(names, n => n.Length > 0 && n.Equals(name, StringComparison.OrdinalIgnoreCase));
}
