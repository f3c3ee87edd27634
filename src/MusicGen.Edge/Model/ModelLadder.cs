namespace MusicGen.Edge;

/// <summary>
/// The steps down from the model that is wanted to something that plays: as asked, its other variants on the CPU, other
/// packages beginning with the smallest, recorded tunes. Each step counts only once its golden vector is answered rightly.
/// </summary>
internal sealed class ModelLadder(ModelCatalog catalog, EdgeOptions options, Surroundings surroundings, Action<string> say)
{
    /// <summary>What plays.</summary>
    /// <param name="Package">The package, or the one that stands for the recorded tunes.</param>
    /// <param name="Model">Ready to be stepped.</param>
    /// <param name="Description">For people: "model piano", "recorded tunes in place of model piano".</param>
    /// <param name="IsSubstitute">Whether it is not the model that was wanted.</param>
    public readonly record struct Rung(ModelPackage Package, INoteModel Model, string Description, bool IsSubstitute);

    /// <summary>Opens the first that works.</summary>
    /// <param name="name">The package wanted.</param>
    /// <param name="provider">What to run it on.</param>
    /// <param name="variant">Name of the variant, or null.</param>
    /// <exception cref="ConfigurationException">Not even recorded tunes are there.</exception>
    public Rung Open(string name, ProviderChoice provider, string? variant)
    {
        if (TryLoad(name) is { } package)
        {
            if (TryOpen(package, provider, variant, "") is { } asked) return asked;
            foreach (var other in package.Manifest.Variants.Where(v => v.Name != variant))
                if (TryOpen(package, ProviderChoice.Cpu, other.Name, "") is { } simpler) return simpler;
        }

        var instead = $" in place of {name}";
        foreach (var other in OthersBySize(name))
            if (TryOpen(other, ProviderChoice.Cpu, null, instead) is { } smaller) return smaller;
        return OpenTunes(instead);
    }

    /// <summary>Recorded tunes and nothing else.</summary>
    /// <exception cref="ConfigurationException">There are none.</exception>
    public Rung OpenTunes(string instead = "")
    {
        var (package, model) = RecordedTunes.Open(options, surroundings, say);
        return new Rung(package, model, $"recorded tunes{instead}", instead.Length > 0);
    }

    private ModelPackage? TryLoad(string name) => Try(() => catalog.Load(name));

    private Rung? TryOpen(ModelPackage package, ProviderChoice provider, string? variant, string instead)
    {
        var model = Try(() => surroundings.OpenModel(package, provider, variant, say));
        return model is null ? null : new Rung(package, model, $"model {package.Manifest.Name}{instead}", instead.Length > 0);
    }

    private IEnumerable<ModelPackage> OthersBySize(string name) =>
        (Try(catalog.List) ?? []).Where(p => p.Package is not null && p.Name != name)
            .Select(p => p.Package!)
            .OrderBy(p => p.Manifest.HiddenSize * p.Manifest.Layers);

    // Whatever an engine or a damaged file comes up with, there is a step below.
    private T? Try<T>(Func<T> open)
        where T : class
    {
        try
        {
            return open();
        }
        catch (ConfigurationException e)
        {
            foreach (var fault in e.Faults) say(fault);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            say(e.Message);
        }

        return null;
    }
}
