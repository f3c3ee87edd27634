namespace MusicGen.Core.Tests;

/// <summary>A test that opens scores in MuseScore 3, without a screen; skipped where it or the music data is missing.</summary>
public sealed class MuseScoreFactAttribute : FactAttribute
{
    public MuseScoreFactAttribute()
    {
        if (Program is null)
            Skip = "MuseScore 3 is not installed (Debian package musescore3).";
        else if (SharedDataFactAttribute.Folder is null)
            Skip = "The music data ../shared/data is not there.";
    }

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "mscore3")).FirstOrDefault(File.Exists);
}
