namespace MusicGen.Edge;

/// <summary>Finds the SoundFont to play with: the one asked for, or the best of those the distribution installed.</summary>
internal static class SoundFontFinder
{
    /// <summary>All SoundFonts in the distribution's places, the preferred first.</summary>
    public static IReadOnlyList<string> FindAll(Surroundings surroundings) =>
    [
        .. SoundFontPlaces.Folders.Select(f => Path.Combine(surroundings.SystemRoot, f))
            .Where(Directory.Exists)
            .SelectMany(Directory.EnumerateFiles)
            .Where(SoundFontPlaces.IsSoundFont)
            .OrderBy(SoundFontPlaces.RankOf)
            .ThenBy(path => path, StringComparer.Ordinal),
    ];

    /// <summary>The SoundFont asked for, or the first that there is.</summary>
    /// <param name="asked">Path of the command line or the configuration, or null.</param>
    /// <param name="surroundings">The machine.</param>
    /// <exception cref="ConfigurationException">There is none; the sentence names a package to install.</exception>
    public static string Find(string? asked, Surroundings surroundings)
    {
        if (asked is null)
            return FindAll(surroundings).FirstOrDefault() ?? throw new ConfigurationException($"A SoundFont, *.sf2 or *.sf3, expected under /usr/share/sounds or /usr/share/soundfonts, found none; {SoundFontPlaces.WhatToDo}.");
        return File.Exists(asked) ? asked : throw new ConfigurationException($"A SoundFont expected at '{Path.GetFullPath(asked)}', found no such file; {SoundFontPlaces.WhatToDo}.");
    }

    /// <summary>The sentence about a file that is no usable SoundFont.</summary>
    public static ConfigurationException Refusal(string path, Exception cause) =>
        new($"A SoundFont expected at '{path}', found something else: {cause.Message.TrimEnd('.')}; {SoundFontPlaces.WhatToDo}.");
}
