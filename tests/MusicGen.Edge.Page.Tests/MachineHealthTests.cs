namespace MusicGen.Edge.Page.Tests;

/// <summary>What is read of the machine, and the times of the notes.</summary>
public sealed class MachineHealthTests
{
    [Fact]
    public void SensorsAreReadByNameAndBrokenOnesPassedOver()
    {
        var root = Directory.CreateTempSubdirectory("musicgen-page-").FullName;
        Write("thermal_zone0", "CPU-therm\n", "41500\n");
        Write("thermal_zone1", "GPU-therm\n", "nonsense\n");
        Write("thermal_zone2", "off\n", "-256000\n");
        Directory.CreateDirectory(Path.Combine(root, "sys/class/thermal/thermal_zone3"));

        var temperatures = MachineHealth.ReadTemperatures(root);

        Assert.Equal([new KeyValuePair<string, double>("CPU-therm", 41.5)], temperatures);
        Directory.Delete(root, recursive: true);

        void Write(string zone, string type, string temperature)
        {
            var folder = Directory.CreateDirectory(Path.Combine(root, "sys/class/thermal", zone)).FullName;
            File.WriteAllText(Path.Combine(folder, "type"), type);
            File.WriteAllText(Path.Combine(folder, "temp"), temperature);
        }
    }

    [Fact]
    public void MachineWithoutThermometerHasNoTemperatures() => Assert.Empty(MachineHealth.ReadTemperatures("/nowhere"));

    [Fact]
    public void LastNotesAreKeptOldestFirst()
    {
        var times = new StepTimes();
        for (var i = 1; i <= 300; i++) times.Add(TimeSpan.FromMilliseconds(i));

        Assert.Equal(Enumerable.Range(173, 128).Select(i => (float)i), times.Snapshot());
    }
}
