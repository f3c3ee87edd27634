namespace MusicGen.Core.Tests;

/// <summary>A test that needs the music data beside the repository; skipped where it is not there.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (Folder is null)
            Skip = "The music data ../shared/data is not there.";
    }

    /// <summary>The folder, or null where there is none.</summary>
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
