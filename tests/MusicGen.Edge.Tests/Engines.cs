namespace MusicGen.Edge.Tests;

/// <summary>The machine's engines as the tests find them, each looked for once.</summary>
internal static class Engines
{
    private static readonly Lazy<string?> Model = new(() => Try(() => _ = OnnxGraphs.EngineVersion, "libonnxruntime is not there"));

    private static readonly Lazy<string?> Sound = new(() => SoundFontPath is null
        ? "no SoundFont under /usr/share/sounds/sf2"
        : Try(() => _ = SoundFontSynthesizer.Load(SoundFontPath, 48_000, 1), "libfluidsynth is not there"));

    private static readonly Lazy<string?> NullAudio = new(() => Environment.GetEnvironmentVariable("ALSOFT_DRIVERS") != "null"
        ? "ALSOFT_DRIVERS=null is not set"
        : Try(() => new OpenAlOutput(null, new AudioFormat(48_000, 480, 4)).Dispose(), "libopenal is not there"));

    /// <summary>The SoundFont that the program would find, or null.</summary>
    public static string? SoundFontPath { get; } =
        SoundFontFinder.FindAll(new Surroundings { Out = TextWriter.Null, Error = TextWriter.Null }).FirstOrDefault();

    /// <summary>Folder of the packages that the tests bring.</summary>
    public static string ModelsFolder { get; } = Path.Combine(AppContext.BaseDirectory, "Data/models");

    /// <summary>The tiny package: random weights, two layers of 16, int8 and fp32.</summary>
    public static string TinyFolder { get; } = Path.Combine(ModelsFolder, "tiny");

    /// <summary>The package models/piano of the repository, or null.</summary>
    public static string? PianoFolder { get; } = FindPiano();

    /// <summary>Why the needs are not met, or null where they are.</summary>
    public static string? MissingOf(Needs needs)
    {
        if (needs.HasFlag(Needs.Model) && Model.Value is { } model) return model;
        if (needs.HasFlag(Needs.Sound) && Sound.Value is { } sound) return sound;
        if (needs.HasFlag(Needs.NullAudio) && NullAudio.Value is { } audio) return audio;
        return needs.HasFlag(Needs.Piano) && PianoFolder is null ? "models/piano is not there" : null;
    }

    private static string? Try(Action use, string reason)
    {
        try
        {
            use();
            return null;
        }
        catch (Exception e) when (e is DllNotFoundException or TypeInitializationException)
        {
            return $"{reason}: {(e.InnerException ?? e).Message}";
        }
    }

    private static string? FindPiano()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var piano = Path.Combine(folder.FullName, "models/piano");
            if (File.Exists(Path.Combine(folder.FullName, "MusicGen.Edge.sln"))) return Directory.Exists(piano) ? piano : null;
        }

        return null;
    }
}
