using System.Runtime.InteropServices;

namespace MusicGen.Bindings.Tests.FluidSynth;

/// <summary>A fact that needs libfluidsynth and an installed General MIDI SoundFont; skipped with the reason where one is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SoundFontFactAttribute : FactAttribute
{
    private static readonly string[] Folders = ["/usr/share/sounds/sf2", "/usr/share/soundfonts"];
    private static readonly string[] Sonames = ["libfluidsynth.so.3", "libfluidsynth.so.2", "libfluidsynth.so.1"];

    public SoundFontFactAttribute()
    {
        if (!Sonames.Any(soname => NativeLibrary.TryLoad(soname, out _)))
        {
            Skip = "libfluidsynth is not installed (apt-get install libfluidsynth3).";
        }
        else if (InstalledPath is null)
        {
            Skip = "No SoundFont is installed (apt-get install timgm6mb-soundfont).";
        }
    }

    /// <summary>The smallest SoundFont that is installed, to keep the tests quick.</summary>
    public static string? InstalledPath { get; } = Folders
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.sf2"))
        .Select(path => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path)
        .Where(File.Exists)
        .OrderBy(path => new FileInfo(path).Length)
        .FirstOrDefault();
}
