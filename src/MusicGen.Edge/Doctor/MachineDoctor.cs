using System.Globalization;

namespace MusicGen.Edge;

/// <summary>Examines what the box runs on: devices, rights, memory, temperature, real time, the running service. Reads the kernel's files.</summary>
internal sealed class MachineDoctor(Surroundings surroundings)
{
    private const double LeastMemoryMegabytes = 150;
    private const double HotDegrees = 80;

    /// <summary>Device that the running service plays on, or null where none runs or it plays to nobody.</summary>
    public string? RunningAudio => Health().GetValueOrDefault("audio") is { Length: > 0 } audio && audio != "absent" ? audio : null;

    /// <summary>MIDI keyboards.</summary>
    public DoctorFinding Keyboards()
    {
        if (!Directory.Exists(PathOf("dev/snd")))
            return new DoctorFinding(DoctorVerdict.Note, "the kernel shows no sound device at all (/dev/snd)", "Plug one in; without one the kernel needs CONFIG_SND_USB_AUDIO.");
        var ports = RawMidiPorts.Describe(surroundings.SystemRoot);
        return ports.Count > 0
            ? DoctorFinding.Ok(string.Join("; ", ports))
            : new DoctorFinding(DoctorVerdict.Note, "none plugged in", "Plug one in at any time: class-compliant USB, no driver.");
    }

    /// <summary>GPIO chips.</summary>
    public DoctorFinding Gpio()
    {
        var chips = new MachinePorts(surroundings.SystemRoot).ListGpioChips();
        return chips.Count > 0
            ? DoctorFinding.Ok(string.Join("; ", chips))
            : new DoctorFinding(DoctorVerdict.Note, "no GPIO chip", "Buttons can be keys of a USB key pad instead.");
    }

    /// <summary>Whether the devices may be opened.</summary>
    public DoctorFinding Permissions()
    {
        var denied = Devices().Where(path => !CanRead(path)).Select(path => $"/{Path.GetRelativePath(surroundings.SystemRoot, path)}").ToArray();
        return denied.Length == 0
            ? DoctorFinding.Ok($"{Environment.UserName} may open every device here")
            : new DoctorFinding(
                DoctorVerdict.Wrong,
                $"{Environment.UserName} may not open {string.Join(", ", denied)}",
                "Add the user to the groups audio, gpio, i2c and input (usermod -aG), or install with publish.sh, which does.");
    }

    /// <summary>Free memory.</summary>
    public DoctorFinding Memory()
    {
        var line = Lines("proc/meminfo").FirstOrDefault(l => l.StartsWith("MemAvailable:", StringComparison.Ordinal));
        if (line is null) return new DoctorFinding(DoctorVerdict.Note, "the kernel does not tell");
        var megabytes = double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
        var found = string.Create(CultureInfo.InvariantCulture, $"{megabytes:0} MB available");
        return megabytes >= LeastMemoryMegabytes
            ? DoctorFinding.Ok(found)
            : new DoctorFinding(DoctorVerdict.Wrong, found, "Stop what else runs; a desktop goes with systemctl set-default multi-user.target.");
    }

    /// <summary>Whether the audio thread gets real time.</summary>
    public DoctorFinding RealTime()
    {
        string? sentence = null;
        var thread = new Thread(() => sentence = surroundings.RaisePriority()) { IsBackground = true };
        thread.Start();
        thread.Join();
        if (sentence is null) return new DoctorFinding(DoctorVerdict.Note, "not asked for");
        return sentence.Contains("SCHED_FIFO", StringComparison.Ordinal)
            ? DoctorFinding.Ok(sentence)
            : new DoctorFinding(DoctorVerdict.Note, sentence, "The service has the right by its unit; from a terminal it is refused. Under load gaps may be heard without it.");
    }

    /// <summary>Temperature of the hottest place.</summary>
    public DoctorFinding Temperature()
    {
        var degrees = Entries("sys/class/thermal", "thermal_zone*")
            .SelectMany(zone => Lines(Path.Combine(zone, "temp")).Take(1))
            .Select(text => double.TryParse(text, CultureInfo.InvariantCulture, out var milli) ? milli / 1000 : double.NaN)
            .Where(value => value is > -50 and < 200)
            .DefaultIfEmpty(double.NaN)
            .Max();
        if (double.IsNaN(degrees)) return DoctorFinding.Ok("no sensor here");
        var found = string.Create(CultureInfo.InvariantCulture, $"{degrees:0} degrees at the hottest sensor");
        return degrees < HotDegrees
            ? DoctorFinding.Ok(found)
            : new DoctorFinding(DoctorVerdict.Note, found, "The processor slows down when it is hot: give the box air or a fan.");
    }

    /// <summary>The service, if it runs.</summary>
    public DoctorFinding Service()
    {
        var health = Health();
        if (health.Count == 0) return new DoctorFinding(DoctorVerdict.Note, "not running", "systemctl start musicgen-edge, where it is installed.");
        var found = $"{health.GetValueOrDefault("doing")}, {health.GetValueOrDefault("model")}, {health.GetValueOrDefault("notes")} notes, {health.GetValueOrDefault("underruns")} underruns";
        var faults = health.GetValueOrDefault("faults", "0");
        return faults == "0" && health.GetValueOrDefault("ready") == "yes"
            ? DoctorFinding.Ok(found)
            : new DoctorFinding(DoctorVerdict.Wrong, $"{found}, ready: {health.GetValueOrDefault("ready")}, {faults} faults", "journalctl -u musicgen-edge tells which.");
    }

    private static bool CanRead(string path)
    {
        try
        {
            // Nothing is taken from whoever plays: these open for many at once.
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            // Busy or gone meanwhile: the right was there.
            return true;
        }
    }

    // Control devices stand for their cards: they open at any time, whoever plays.
    private IEnumerable<string> Devices() => Entries("dev/snd", "controlC*").Concat(Entries("dev", "gpiochip*"));

    private Dictionary<string, string> Health() =>
        Lines("run/musicgen/health").Select(line => line.Split('=', 2)).Where(pair => pair.Length == 2).GroupBy(pair => pair[0]).ToDictionary(g => g.Key, g => g.First()[1]);

    private IReadOnlyList<string> Lines(string path)
    {
        try
        {
            return File.ReadAllLines(PathOf(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private IReadOnlyList<string> Entries(string folder, string pattern)
    {
        try
        {
            return [.. Directory.EnumerateFileSystemEntries(PathOf(folder), pattern).Order(StringComparer.Ordinal)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private string PathOf(string path) => Path.Combine(surroundings.SystemRoot, path);
}
