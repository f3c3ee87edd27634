namespace MusicGen.Edge;

/// <summary>Finds the SoundFont to play with: the one asked for, or the best of those the distribution installed.</summary>
internal static class SoundFontFinder
{
    private const string WhatToDo =
        "install a General MIDI SoundFont, on Debian and Ubuntu by apt install fluidr3mono-gm-soundfont or fluid-soundfont-gm, or name one with --soundfont";

    private static readonly string[] Folders = ["usr/share/sounds/sf2", "usr/share/sounds/sf3", "usr/share/soundfonts", "usr/local/share/soundfonts"];

    // Full General MIDI sets first; by file name, since that is all the packages agree on.
    private static readonly string[] Preferred = ["FluidR3_GM.sf2", "FluidR3Mono_GM.sf3", "default-GM.sf2", "default-GM.sf3", "default.sf2", "TimGM6mb.sf2"];

    /// <summary>All SoundFonts in the distribution's places, the preferred first.</summary>
    public static IReadOnlyList<string> FindAll(Surroundings surroundings) =>
    [
        .. Folders.Select(f => Path.Combine(surroundings.SystemRoot, f))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles)
            .Where(path => Path.GetExtension(path) is ".sf2" or ".sf3")
            .OrderBy(RankOf)
            .ThenBy(path => path, StringComparer.Ordinal),
    ];

    /// <summary>The SoundFont asked for, or the first that there is.</summary>
    /// <param name="asked">Path of the command line or the configuration, or null.</param>
    /// <param name="surroundings">The machine.</param>
    /// <exception cref="ConfigurationException">There is none; the sentence names a package to install.</exception>
    public static string Find(string? asked, Surroundings surroundings)
    {
        if (asked is null)
            return FindAll(surroundings).FirstOrDefault() ?? throw new ConfigurationException($"A SoundFont, *.sf2 or *.sf3, expected under /usr/share/sounds or /usr/share/soundfonts, found none; {WhatToDo}.");
        return File.Exists(asked) ? asked : throw new ConfigurationException($"A SoundFont expected at '{Path.GetFullPath(asked)}', found no such file; {WhatToDo}.");
    }

    /// <summary>The sentence about a file that is no usable SoundFont.</summary>
    public static ConfigurationException Refusal(string path, Exception cause) =>
        new($"A SoundFont expected at '{path}', found something else: {cause.Message.TrimEnd('.')}; {WhatToDo}.");

    private static int RankOf(string path)
    {
        var rank = Array.FindIndex(Preferred, name => name.Equals(Path.GetFileName(path), StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? Preferred.Length : rank;
    }
}
