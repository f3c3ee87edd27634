namespace MusicGen.Edge;

/// <summary>Reads from the kernel's files which GPIO chips the machine has; an absent or unreadable file means there is none.</summary>
internal sealed class MachinePorts(string systemRoot)
{
    /// <summary>GPIO chips: device file and, where the kernel tells, label and number of lines.</summary>
    public IReadOnlyList<string> ListGpioChips() =>
    [
        .. Entries("sys/bus/gpio/devices", "gpiochip*").Select(path => $"/dev/{Path.GetFileName(path)}"),
        .. Entries("sys/class/gpio", "gpiochip*").Select(path => Path.GetFileName(path))
            .Select(chip => $"{FirstLineOf($"sys/class/gpio/{chip}/label") ?? chip}  ({FirstLineOf($"sys/class/gpio/{chip}/ngpio") ?? "?"} lines)"),
    ];

    private string? FirstLineOf(string path)
    {
        try
        {
            return File.ReadLines(Path.Combine(systemRoot, path)).FirstOrDefault()?.Trim();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private IReadOnlyList<string> Entries(string folder, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(Path.Combine(systemRoot, folder), pattern).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
