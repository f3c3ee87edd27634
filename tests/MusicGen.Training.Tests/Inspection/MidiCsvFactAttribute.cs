namespace MusicGen.Training.Tests;

/// <summary>A test that compares with Debian's <c>midicsv</c> on the music data beside the repository; skipped where either is missing.</summary>
public sealed class MidiCsvFactAttribute : FactAttribute
{
    public MidiCsvFactAttribute()
    {
        if (Program is null)
            Skip = "midicsv is not installed (Debian package midicsv).";
        else if (Folder is null)
            Skip = "The music data ../shared/data is not there.";
    }

    public static string? Program { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "midicsv")).FirstOrDefault(File.Exists);

    public static string? Folder { get; } = Find();

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MusicGen.Edge.sln")))
            folder = folder.Parent;
        var data = folder is null ? null : Path.Combine(folder.FullName, "..", "shared", "data");
        return Directory.Exists(data) ? data : null;
    }
}
