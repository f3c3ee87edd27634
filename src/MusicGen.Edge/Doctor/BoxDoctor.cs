using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// Examines the box part by part, in the order in which they are needed: each with the code that plays, so that what is well
/// here is well there. A part that fails in whatever way is a finding and stops none of the others.
/// </summary>
internal sealed class BoxDoctor(string? configPath, Surroundings surroundings)
{
    private const double FewestFreeMegabytes = 100;
    private const int FirstYear = 2026;

    private readonly MachineDoctor _machine = new(surroundings);
    private EdgeOptions _options = new();

    /// <summary>Examines everything.</summary>
    /// <returns>Name of the part and what was found, in order.</returns>
    public IEnumerable<(string Part, DoctorFinding Finding)> Examine()
    {
        (string, Func<DoctorFinding>)[] parts =
        [
            ("configuration", Configuration), ("model", Model), ("other models", OtherModels), ("presets", Presets),
            ("tunes", Tunes), ("SoundFont", SoundFont), ("audio", Audio), ("keyboards", _machine.Keyboards), ("buttons", _machine.Gpio),
            ("permissions", _machine.Permissions), ("disk", Disk), ("memory", _machine.Memory), ("clock", Clock),
            ("real time", _machine.RealTime), ("temperature", _machine.Temperature), ("service", _machine.Service),
        ];
        foreach (var (part, examine) in parts) yield return (part, Guard(examine));
    }

    private static DoctorFinding Guard(Func<DoctorFinding> examine)
    {
        try
        {
            return examine();
        }
        catch (ConfigurationException e)
        {
            return new DoctorFinding(DoctorVerdict.Wrong, string.Join(" ", e.Faults));
        }
        catch (Exception e)
        {
            return new DoctorFinding(DoctorVerdict.Wrong, (e.InnerException ?? e).Message);
        }
    }

    private DoctorFinding Configuration()
    {
        var faults = new List<string>();
        _options = OptionsFile.Load(configPath, surroundings, faults);
        return faults.Count == 0
            ? DoctorFinding.Ok("no faults")
            : new DoctorFinding(DoctorVerdict.Wrong, string.Join("; ", faults), $"Correct {EdgeOptions.FileName}; until then the defaults stand in for these values.");
    }

    private DoctorFinding Model()
    {
        var said = new List<string>();
        using var rung = new OpenedModel(new ModelLadder(Catalog(), _options, surroundings, said.Add).Open(_options.ModelName, _options.Provider, _options.Variant));
        var last = said.LastOrDefault() ?? rung.Description;
        return rung.IsSubstitute
            ? new DoctorFinding(DoctorVerdict.Wrong, $"{rung.Description}: {said.FirstOrDefault()}", "Send the package again: publish.sh --model PACKAGE.")
            : DoctorFinding.Ok(last);
    }

    private DoctorFinding OtherModels()
    {
        var all = Catalog().List();
        var refused = all.Where(m => m.Refusal is not null).Select(m => m.Refusal!).ToArray();
        return refused.Length == 0
            ? DoctorFinding.Ok($"{all.Count} packages in {Catalog().Folder}")
            : new DoctorFinding(DoctorVerdict.Wrong, string.Join(" ", refused));
    }

    private DoctorFinding Presets()
    {
        var catalog = PresetCatalog.Load(Places.Presets(null, _options, surroundings));
        return catalog.Faults.Count == 0
            ? DoctorFinding.Ok($"{catalog.Presets.Count} presets: {string.Join(", ", catalog.Presets.Select(p => p.Name))}")
            : new DoctorFinding(DoctorVerdict.Wrong, string.Join("; ", catalog.Faults), "Correct or remove these; the others can be played.");
    }

    private DoctorFinding Tunes()
    {
        var said = new List<string>();
        using var model = RecordedTunes.Open(_options, surroundings, said.Add).Model;
        return said.Count == 0
            ? DoctorFinding.Ok("recorded tunes are there for when no model runs")
            : new DoctorFinding(DoctorVerdict.Wrong, string.Join(" ", said), "Delete the files named.");
    }

    private DoctorFinding SoundFont()
    {
        var path = SoundFontFinder.Find(_options.SoundFont, surroundings);
        _ = surroundings.LoadSynthesizer(path, _options.SampleRateHz, _options.Gain);
        return DoctorFinding.Ok(path);
    }

    private DoctorFinding Audio()
    {
        if (_machine.RunningAudio is { } playing) return DoctorFinding.Ok($"the running service plays on {playing}");
        try
        {
            return AudioTrial.Run(_options, surroundings);
        }
        catch (Exception e) when (e is IOException or DllNotFoundException)
        {
            return new DoctorFinding(DoctorVerdict.Silent, e.Message);
        }
    }

    private DoctorFinding Disk()
    {
        var folder = Places.State(_options, surroundings);
        var existing = new DirectoryInfo(folder);
        while (!existing.Exists && existing.Parent is { } above) existing = above;
        var freeMegabytes = new DriveInfo(existing.FullName).AvailableFreeSpace / 1e6;
        var free = string.Create(CultureInfo.InvariantCulture, $"{freeMegabytes:0} MB free at {folder}");
        if (freeMegabytes < FewestFreeMegabytes)
            return new DoctorFinding(DoctorVerdict.Wrong, free, "Delete what is not needed; without room no recordings are kept and no update goes in.");
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".doctor-{Environment.ProcessId}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return DoctorFinding.Ok(free);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new DoctorFinding(DoctorVerdict.Wrong, $"{free}, but it cannot be written by {Environment.UserName}: {e.Message}", "Nothing is recorded until it can; run this as the service's user (publish.sh --doctor does), or mend the disk.");
        }
    }

    private DoctorFinding Clock()
    {
        var now = surroundings.Time.GetUtcNow();
        return now.Year >= FirstYear
            ? DoctorFinding.Ok(now.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture))
            : new DoctorFinding(DoctorVerdict.Note, $"the year {now.Year}", "Recordings will carry that date; a clock battery or a network sets it. The music needs no clock.");
    }

    private ModelCatalog Catalog() => new(Places.Models(null, _options, surroundings));

    /// <summary>A model that is closed again after it has been looked at.</summary>
    private sealed class OpenedModel(ModelLadder.Rung rung) : IDisposable
    {
        public string Description => rung.Description;

        public bool IsSubstitute => rung.IsSubstitute;

        public void Dispose() => rung.Model.Dispose();
    }
}
