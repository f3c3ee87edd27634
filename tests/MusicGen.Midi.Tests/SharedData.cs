namespace MusicGen.Midi.Tests;

/// <summary>The music data beside the repository, where it is there.</summary>
internal static class SharedData
{
    /// <summary>The folder, or null where there is none.</summary>
    public static string? Folder { get; } = Find();

    /// <summary>The MIDI files of a set, or of all sets, in an order that is the same everywhere.</summary>
    public static List<string> Files(string set = "") =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Folder!, set), "*.mid*", SearchOption.AllDirectories)
            .Where(path => path.EndsWith(".mid", StringComparison.Ordinal) || path.EndsWith(".midi", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static string? Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "MusicGen.Edge.sln")))
            folder = folder.Parent;
        var data = folder is null ? null : Path.Combine(folder.FullName, "..", "shared", "data");
        return Directory.Exists(data) ? data : null;
    }
}
