namespace MusicGen.Edge;

/// <summary>The models that are open: each package once, however many presets play it.</summary>
/// <remarks>Thread-safe. A model itself is stepped by one thread.</remarks>
internal sealed class ModelShelf(MusicRequest request, EdgeOptions options, FaultTolerance tolerance, Surroundings surroundings) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ModelLadder.Rung> _open = [];

    /// <summary>Opens a package, or hands out the one that is open.</summary>
    /// <param name="presetModel">What the preset names, or null; the command line comes before it, the configuration after.</param>
    /// <exception cref="UsageException">The command line names a package that there is not.</exception>
    /// <exception cref="ConfigurationException">The preset or the configuration does, or a package does not fit, and the box was told to stop then.</exception>
    public ModelLadder.Rung Open(string? presetModel)
    {
        var name = request.ModelName ?? presetModel ?? options.ModelName;
        lock (_lock)
        {
            if (!_open.TryGetValue(name, out var open)) _open[name] = open = tolerance.GoesOn ? OpenSome(name) : OpenAsked(name);
            return open;
        }
    }

    /// <summary>Closes all.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var rung in _open.Values) rung.Model.Dispose();
            _open.Clear();
        }
    }

    private ModelLadder.Rung OpenSome(string name)
    {
        var ladder = new ModelLadder(Catalog, options, surroundings, Say);
        var rung = tolerance.IsSafe ? ladder.OpenTunes() : ladder.Open(name, request.Provider ?? options.Provider, request.Variant ?? options.Variant);
        if (rung.IsSubstitute) tolerance.Add($"{rung.Description}, as said above");
        return rung;
    }

    private ModelLadder.Rung OpenAsked(string name)
    {
        var package = Load(name);
        var model = surroundings.OpenModel(package, request.Provider ?? options.Provider, request.Variant ?? options.Variant, Say);
        return new ModelLadder.Rung(package, model, $"model {package.Manifest.Name}", IsSubstitute: false);
    }

    private ModelPackage Load(string name)
    {
        try
        {
            return Catalog.Load(name);
        }
        catch (UsageException e) when (request.ModelName is null)
        {
            // Nobody typed that name: it is the installation that lacks something.
            throw new ConfigurationException(e.Message);
        }
    }

    private ModelCatalog Catalog => new(Places.Models(request.ModelsFolder, options, surroundings));

    private void Say(string line) => surroundings.Error.WriteLine($"musicgen: {line}");
}
