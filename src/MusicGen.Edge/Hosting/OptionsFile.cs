namespace MusicGen.Edge;

/// <summary>Reads <c>musicgen.json</c> into <see cref="EdgeOptions"/>, strictly.</summary>
internal static class OptionsFile
{
    /// <summary>
    /// Reads the file that the command line names; without one, <c>musicgen.json</c> beside the program, then
    /// <c>/etc/musicgen/musicgen.json</c>; without any, the defaults.
    /// </summary>
    /// <exception cref="ConfigurationException">A named file is missing, or a file has faults.</exception>
    public static EdgeOptions Load(string? path, Surroundings surroundings)
    {
        var faults = new List<string>();
        var options = Load(path, surroundings, faults);
        return faults.Count == 0 ? options : throw new ConfigurationException(faults);
    }

    /// <summary>The same, for who goes on with what holds: a value at fault has its default.</summary>
    /// <param name="path">File that the command line names, or null.</param>
    /// <param name="surroundings">The machine.</param>
    /// <param name="faults">Receives one sentence per fault.</param>
    public static EdgeOptions Load(string? path, Surroundings surroundings, List<string> faults)
    {
        var found = path ?? new[]
        {
            Path.Combine(surroundings.ProgramFolder, EdgeOptions.FileName),
            Path.Combine(surroundings.SystemRoot, "etc/musicgen", EdgeOptions.FileName),
        }.FirstOrDefault(File.Exists);
        if (found is null) return new EdgeOptions();
        if (!File.Exists(found))
        {
            faults.Add($"A configuration file expected at '{Path.GetFullPath(found)}', found none; mend --config or leave it out.");
            return new EdgeOptions();
        }

        try
        {
            return Read(Path.GetFileName(found), File.ReadAllText(found), Path.GetDirectoryName(Path.GetFullPath(found))!, faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add($"A readable configuration file expected at '{found}', found: {e.Message}");
            return new EdgeOptions();
        }
    }

    /// <summary>Reads a file's text.</summary>
    /// <param name="file">Name of the file, for the faults.</param>
    /// <param name="text">Its text.</param>
    /// <param name="folder">Folder that relative paths in it start from.</param>
    /// <param name="faults">Receives one sentence per fault.</param>
    public static EdgeOptions Read(string file, string text, string folder, List<string> faults)
    {
        var options = new EdgeOptions();
        JsonSection.Read(file, text, faults, root =>
        {
            root.Section("model", s => options = ReadModel(s, options, folder));
            root.Section("presets", s => options = options with { PresetsFolder = PathOf(s.Text("folder"), folder) });
            root.Section("sound", s => options = ReadSound(s, options, folder));
            root.Section("keyboard", s => s.Section("controllers", c => options = options with { Controllers = ControllerFile.ReadSection(c) }));
            root.Section("midiOut", s => options = options with { MidiOut = MidiOutOptions.Read(s) });
            root.Section("recordings", s => options = options with { Recordings = RecordingOptions.Read(s, folder) });
            root.Section("kiosk", s => options = options with { Kiosk = KioskOptions.Read(s) });
            root.Section("state", s => options = options with { StateFolder = PathOf(s.Text("folder"), folder) });
            root.Section("panel", s => options = options with { Panel = PanelOptionsReader.Read(s) });
            root.Section("page", s => options = options with { Page = PageOptions.Read(s) });
            root.Section("composing", s => options = options with
            {
                LeadTimeSeconds = s.Number("leadTimeSeconds", 0.1, 10) ?? options.LeadTimeSeconds,
            });
        });
        return options;
    }

    private static EdgeOptions ReadModel(JsonSection section, EdgeOptions options, string folder) => options with
    {
        ModelsFolder = PathOf(section.Text("folder"), folder),
        ModelName = section.Text("name") ?? options.ModelName,
        Provider = ReadProvider(section) ?? options.Provider,
        Variant = section.Text("variant"),
    };

    private static EdgeOptions ReadSound(JsonSection section, EdgeOptions options, string folder) => options with
    {
        SoundFont = PathOf(section.Text("soundFont"), folder),
        SampleRateHz = ReadSampleRate(section) ?? options.SampleRateHz,
        AudioDevice = section.Text("device"),
        PeriodMilliseconds = section.Integer("periodMilliseconds", 2, 100) ?? options.PeriodMilliseconds,
        PeriodCount = section.Integer("periodCount", 2, 32) ?? options.PeriodCount,
        CeilingDecibels = section.Number("ceilingDecibels", -40, 0) ?? options.CeilingDecibels,
        Gain = section.Number("gain", 0.05, 8) ?? options.Gain,
    };

    private static ProviderChoice? ReadProvider(JsonSection section)
    {
        if (section.Text("provider") is not { } name) return null;
        if (char.IsLetter(name[0]) && Enum.TryParse<ProviderChoice>(name, ignoreCase: true, out var provider)) return provider;
        section.Fault("provider", $"auto, cpu, cuda or tensorrt expected, found \"{name}\"");
        return null;
    }

    private static int? ReadSampleRate(JsonSection section)
    {
        if (section.Integer("sampleRateHz", 8_000, 192_000) is not { } rate) return null;
        if (rate is 44_100 or 48_000) return rate;
        section.Fault("sampleRateHz", $"44100 or 48000 expected, found {rate}");
        return null;
    }

    private static string? PathOf(string? path, string folder) => path is null ? null : Path.GetFullPath(path, folder);
}
