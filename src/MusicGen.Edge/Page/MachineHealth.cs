using System.Globalization;

namespace MusicGen.Edge;

/// <summary>Reads how the machine itself is doing out of the system's files.</summary>
internal static class MachineHealth
{
    /// <summary>Degrees Celsius by sensor; none where the machine has no thermometer, or none that may be read.</summary>
    /// <param name="systemRoot">Root of the machine's own files.</param>
    public static IReadOnlyDictionary<string, double> ReadTemperatures(string systemRoot)
    {
        var temperatures = new SortedDictionary<string, double>(StringComparer.Ordinal);
        var folder = Path.Combine(systemRoot, "sys/class/thermal");
        if (!Directory.Exists(folder)) return temperatures;
        foreach (var zone in Directory.EnumerateDirectories(folder, "thermal_zone*"))
        {
            try
            {
                var name = File.ReadAllText(Path.Combine(zone, "type")).Trim();
                var thousandths = int.Parse(File.ReadAllText(Path.Combine(zone, "temp")), CultureInfo.InvariantCulture);
                // What is far from any machine that runs is a sensor that is switched off.
                if (thousandths is > -40_000 and < 150_000) temperatures[name] = thousandths / 1000.0;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
            {
                // A sensor of a part that sleeps cannot be read; the others can.
            }
        }

        return temperatures;
    }
}
