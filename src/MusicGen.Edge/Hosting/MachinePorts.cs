using System.Text.RegularExpressions;

namespace MusicGen.Edge;

/// <summary>Reads from the kernel's files which MIDI ports and GPIO chips the machine has; an absent or unreadable file means there is none.</summary>
internal sealed partial class MachinePorts(string systemRoot)
{
    /// <summary>Raw MIDI ports: device file, name of the port, name of the card.</summary>
    public IReadOnlyList<string> ListMidiPorts()
    {
        var ports = new List<string>();
        foreach (var path in Entries("dev/snd", "midiC*D*"))
        {
            if (PortName().Match(Path.GetFileName(path)) is not { Success: true } match) continue;
            var card = $"proc/asound/card{match.Groups["card"].Value}";
            var name = FirstLineOf($"{card}/midi{match.Groups["device"].Value}") ?? "unnamed port";
            ports.Add($"/dev/snd/{Path.GetFileName(path)}  {name}  (card {FirstLineOf($"{card}/id") ?? "unknown"})");
        }

        return ports;
    }

    /// <summary>GPIO chips: device file and, where the kernel tells, label and number of lines.</summary>
    public IReadOnlyList<string> ListGpioChips() =>
    [
        .. Entries("sys/bus/gpio/devices", "gpiochip*").Select(path => $"/dev/{Path.GetFileName(path)}"),
        .. Entries("sys/class/gpio", "gpiochip*").Select(path => Path.GetFileName(path))
            .Select(chip => $"{FirstLineOf($"sys/class/gpio/{chip}/label") ?? chip}  ({FirstLineOf($"sys/class/gpio/{chip}/ngpio") ?? "?"} lines)"),
    ];

    [GeneratedRegex(@"^midiC(?<card>\d+)D(?<device>\d+)$")]
    private static partial Regex PortName();

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
