namespace MusicGen.Edge;

/// <summary>All presets of a folder: the good ones to play, and the faults of the others. One bad preset never stops the others.</summary>
internal sealed class PresetCatalog
{
    private PresetCatalog(string folder, IReadOnlyList<Preset> presets, IReadOnlyList<string> faults)
    {
        Folder = folder;
        Presets = presets;
        Faults = faults;
    }

    /// <summary>Where the files are.</summary>
    public string Folder { get; }

    /// <summary>Good presets, by name.</summary>
    public IReadOnlyList<Preset> Presets { get; }

    /// <summary>One sentence per fault, beginning with the file's name.</summary>
    public IReadOnlyList<string> Faults { get; }

    /// <summary>No presets.</summary>
    public static PresetCatalog Empty(string folder) => new(folder, [], []);

    /// <summary>Reads every <c>*.json</c> of a folder.</summary>
    /// <exception cref="ConfigurationException">The folder is not there.</exception>
    public static PresetCatalog Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ConfigurationException($"A folder of presets expected at '{folder}', found none; mend --presets or 'presets.folder' in {EdgeOptions.FileName}.");
        var presets = new List<Preset>();
        var faults = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var before = faults.Count;
            if (TryReadText(path, faults) is not { } text) continue;
            var preset = PresetReader.Read(path, text, faults);
            if (faults.Count == before) presets.Add(preset);
        }

        return new PresetCatalog(folder, presets, faults);
    }

    /// <summary>The preset of a name.</summary>
    /// <exception cref="UsageException">There is none, or its file has faults.</exception>
    public Preset Find(string name)
    {
        if (Presets.FirstOrDefault(p => p.Name == name) is { } preset) return preset;
        var faults = Faults.Where(f => f.StartsWith($"{name}.json: ", StringComparison.Ordinal)).ToArray();
        if (faults.Length > 0) throw new ConfigurationException(faults);
        var known = Presets.Count == 0 ? "none" : string.Join(", ", Presets.Select(p => p.Name));
        throw new UsageException($"A preset expected, found '{name}', which '{Folder}' has not; there are: {known}.");
    }

    private static string? TryReadText(string path, List<string> faults)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add($"{Path.GetFileName(path)}: cannot be read: {e.Message}");
            return null;
        }
    }
}
