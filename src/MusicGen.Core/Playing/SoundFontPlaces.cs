namespace MusicGen.Core;

/// <summary>Where distributions put SoundFonts, and which of them is to be preferred: what the two programs look for a sound by.</summary>
/// <remarks>Thread-safe.</remarks>
public static class SoundFontPlaces
{
    /// <summary>What a person can do where there is none, to end a sentence with.</summary>
    public const string WhatToDo =
        "install a General MIDI SoundFont, on Debian and Ubuntu by apt install fluidr3mono-gm-soundfont or fluid-soundfont-gm, or name one with --soundfont";

    // Full General MIDI sets first; by file name, since that is all the packages agree on.
    private static readonly string[] _preferred = ["FluidR3_GM.sf2", "FluidR3Mono_GM.sf3", "default-GM.sf2", "default-GM.sf3", "default.sf2", "TimGM6mb.sf2"];

    /// <summary>Folders to look in, from the root of the file system on.</summary>
    public static IReadOnlyList<string> Folders { get; } = ["usr/share/sounds/sf2", "usr/share/sounds/sf3", "usr/share/soundfonts", "usr/local/share/soundfonts"];

    /// <summary>Whether a file is called a SoundFont.</summary>
    /// <param name="path">Path or name.</param>
    public static bool IsSoundFont(string path) => Path.GetExtension(path) is ".sf2" or ".sf3";

    /// <summary>Place in the order of preference, 0 first.</summary>
    /// <param name="path">Path or name of a SoundFont.</param>
    public static int RankOf(string path)
    {
        var rank = Array.FindIndex(_preferred, name => name.Equals(Path.GetFileName(path), StringComparison.OrdinalIgnoreCase));
        return rank < 0 ? _preferred.Length : rank;
    }
}
