namespace MusicGen.Edge;

/// <summary>
/// Makes the presets of the running box playable: reads their files, opens their models, and looks from time to time whether
/// the files have changed. One that has faults is told of and left out; it never keeps the others from playing.
/// </summary>
internal sealed class PresetLoader : IDisposable
{
    // Of a button that was pressed; a tune of a given length is as it is rendered.
    private const double LongestOpeningSeconds = 0.05;

    private readonly MusicRequest _request;
    private readonly EdgeOptions _options;
    private readonly ModelShelf _shelf;
    private readonly string _folder;
    private readonly FaultTolerance _tolerance;
    private readonly double _seconds;
    private readonly long _randomSeed;
    private readonly Action<string> _say;
    private string _seen = "";
    private IReadOnlyDictionary<string, (string Description, INoteModel Model)> _models = new Dictionary<string, (string Description, INoteModel Model)>();

    /// <summary>Looks at nothing yet.</summary>
    /// <param name="request">The command line; what it asks for otherwise than the presets goes for the one that it begins with.</param>
    /// <param name="options">The configuration.</param>
    /// <param name="seconds">Length of a tune; 0 = endless.</param>
    /// <param name="tolerance">What to do where the preset that it begins with is at fault.</param>
    /// <param name="surroundings">The machine.</param>
    /// <param name="say">Told of faults, one sentence each.</param>
    public PresetLoader(MusicRequest request, EdgeOptions options, double seconds, FaultTolerance tolerance, Surroundings surroundings, Action<string> say)
    {
        _request = request;
        _options = options;
        _seconds = seconds;
        _say = say;
        _tolerance = tolerance;
        _shelf = new ModelShelf(request, options, tolerance, surroundings);
        _folder = Places.Presets(request.PresetsFolder, options, surroundings);
        _randomSeed = request.RandomSeed ?? Random.Shared.NextInt64(1, int.MaxValue);
    }

    /// <summary>Start of the random numbers of the preset that it begins with.</summary>
    public long RandomSeed => _randomSeed;

    /// <summary>Name of the preset that it begins with.</summary>
    public string HomeName { get; private set; } = Preset.Plain.Name;

    /// <summary>What composes for a preset, for people: "model piano", or what stands in its place.</summary>
    public string ModelDescriptionOf(string presetName) => _models.GetValueOrDefault(presetName).Description ?? "";

    /// <summary>What runs the model of a preset now, for people: "int8 on cpu, ONNX Runtime 1.23.2".</summary>
    public string RunnerOf(string presetName) => _models.GetValueOrDefault(presetName).Model is { } model ? ModelOpener.DescribeRunner(model) : "";

    /// <summary>The presets as their files have them, in the order of their names.</summary>
    public IReadOnlyList<Preset> Presets { get; private set; } = [];

    /// <summary>Reads all presets and opens their models.</summary>
    /// <returns>What can be played, at least the preset asked for.</returns>
    /// <exception cref="UsageException">The command line asks for something that there is not.</exception>
    /// <exception cref="ConfigurationException">What the command line asks for cannot be played, or nothing can.</exception>
    public IReadOnlyList<PlayablePreset> Load()
    {
        _seen = Fingerprint();
        var catalog = _tolerance.Get(() => PresetCatalog.Load(_folder), PresetCatalog.Empty(_folder));
        foreach (var fault in catalog.Faults) _say(fault);
        var plain = catalog.Presets.FirstOrDefault(p => p.Name == Preset.Plain.Name) ?? Preset.Plain;
        var home = _request.PresetName is null ? plain : _tolerance.Get(() => catalog.Find(_request.PresetName), plain);
        HomeName = home.Name;
        var presets = new List<Preset>();
        var playable = new List<PlayablePreset>();
        var models = new Dictionary<string, (string Description, INoteModel Model)>();
        foreach (var preset in catalog.Presets.Append(home).DistinctBy(preset => preset.Name))
        {
            if (TryPrepare(preset, preset.Name == home.Name) is not { } setup) continue;
            presets.Add(preset);
            playable.Add(Make(setup, preset.Name == home.Name ? _randomSeed : _randomSeed + 7919 * (playable.Count + 1)));
            models[preset.Name] = (setup.ModelDescription, setup.Model);
        }

        if (playable.Count == 0) playable.Add(Make(MusicSetup.Of(new MusicRequest(), _options, Preset.Plain, _shelf), _randomSeed));
        Presets = presets;
        _models = models;
        return playable;
    }

    /// <summary>Reads them again where a file has changed since.</summary>
    /// <returns>What can be played now, or null where nothing has changed or nothing would be left.</returns>
    public IReadOnlyList<PlayablePreset>? LoadChanged()
    {
        if (Fingerprint() == _seen) return null;
        try
        {
            var playable = Load();
            _say($"presets read again: {string.Join(", ", playable.Select(preset => preset.Name))}");
            return playable;
        }
        catch (Exception e) when (e is ConfigurationException or UsageException or IOException)
        {
            _say($"presets stay as they were: {e.Message}");
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _shelf.Dispose();

    private MusicSetup? TryPrepare(Preset preset, bool isHome)
    {
        // What the command line changes belongs to the preset that it asks for; the others are as their files say.
        var request = isHome ? _request : new MusicRequest { IsLoopGuarded = _request.IsLoopGuarded };
        try
        {
            return MusicSetup.Of(request, _options, preset, _shelf);
        }
        catch (Exception e) when ((!isHome || _tolerance.GoesOn) && e is ConfigurationException or UsageException or IOException or InvalidDataException or ArgumentException)
        {
            var fault = $"preset {preset.Name} is left out: {e.Message}";
            if (isHome) _tolerance.Add(fault);
            else _say(fault);
            return null;
        }
    }

    private PlayablePreset Make(MusicSetup setup, long randomSeed) => new()
    {
        Name = setup.Preset.Name,
        Mode = setup.Preset.Mode,
        Composer = new Composer(setup.Model, setup.Composing, new RandomSource(randomSeed)),
        Settings = new Settings(setup.Composing.Steering, setup.Composing.Sampling!, setup.Preset.Volume),
        Performance = new PerformanceOptions
        {
            LeadTimeSeconds = _options.LeadTimeSeconds,
            LongestOpeningSeconds = _seconds > 0 ? new PerformanceOptions().LongestOpeningSeconds : LongestOpeningSeconds,
            DurationSeconds = _seconds - TuneTail.Of(_seconds),
            Seed = setup.Seed,
            IsSeedHeard = true,
            KeyboardProgram = setup.Composing.Program,
        },
    };

    // Names, sizes and times of the files: cheap enough to look every other second.
    private string Fingerprint() => Directory.Exists(_folder)
        ? string.Join('|', new DirectoryInfo(_folder).EnumerateFiles("*.json").OrderBy(file => file.Name, StringComparer.Ordinal).Select(file => $"{file.Name}:{file.Length}:{file.LastWriteTimeUtc.Ticks}"))
        : "";
}
