namespace MusicGen.Midi.Tests;

/// <summary>A test that needs the music data beside the repository, and perhaps a tool; skipped where they are not there.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute(string? tool = null)
    {
        if (SharedData.Folder is null)
            Skip = "The music data ../shared/data is not there.";
        else if (tool is not null && !IsInstalled(tool))
            Skip = $"The tool {tool} is not installed.";
    }

    private static bool IsInstalled(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, tool)));
}
