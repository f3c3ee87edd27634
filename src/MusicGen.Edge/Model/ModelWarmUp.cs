using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// Opens a model for the running box: left to choose, on the processor at once, while GPUs are opened, checked by their golden vector, warmed and timed
/// beside the music; the faster one is kept.
/// </summary>
internal sealed class ModelWarmUp(Surroundings surroundings, Action<string> say)
{
    private const int WarmUpNotes = 20;
    private const int TimedNotes = 100;

    /// <summary>Opens a package.</summary>
    /// <inheritdoc cref="ModelOpener.Open" path="/param"/>
    /// <inheritdoc cref="ModelOpener.Open" path="/exception"/>
    public INoteModel Open(ModelPackage package, ProviderChoice provider, string? variantName)
    {
        if (provider != ProviderChoice.Auto || TryFindGpus() is not { Count: > 0 } gpus) return surroundings.OpenModel(package, provider, variantName, say);
        INoteModel first;
        try
        {
            first = surroundings.OpenModel(package, ProviderChoice.Cpu, variantName, say);
        }
        catch (ConfigurationException)
        {
            // A package that only a GPU can run is waited for.
            return surroundings.OpenModel(package, provider, variantName, say);
        }

        return new RelievedNoteModel(first, () => FindFaster(package, variantName, gpus), say);
    }

    private IReadOnlyList<ProviderChoice> TryFindGpus()
    {
        try
        {
            return surroundings.FindGpus();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException or TypeInitializationException)
        {
            // Without an engine there is nothing to choose; opening says so in a sentence.
            return [];
        }
    }

    private INoteModel? FindFaster(ModelPackage package, string? variantName, IReadOnlyList<ProviderChoice> gpus)
    {
        var processorSeconds = SecondsOnProcessor(package, variantName);
        var best = processorSeconds;
        INoteModel? fastest = null;
        foreach (var gpu in gpus)
        {
            if (TryOpen(package, variantName, gpu) is not { } candidate) continue;
            var seconds = SecondsPerNote(candidate);
            var isFaster = seconds < best;
            say(string.Create(
                CultureInfo.InvariantCulture,
                $"model {package.Manifest.Name}: {gpu.ToString().ToLowerInvariant()} {seconds * 1000:0.000} ms per note, cpu {processorSeconds * 1000:0.000} ms; {(isFaster ? "it takes over" : "it is not taken")}"));
            if (isFaster) (best, candidate, fastest) = (seconds, fastest, candidate);
            candidate?.Dispose();
        }

        return fastest;
    }

    // A copy of its own, measured here under the same conditions: the one that plays is at work.
    private double SecondsOnProcessor(ModelPackage package, string? variantName)
    {
        using var copy = surroundings.OpenModel(package, ProviderChoice.Cpu, variantName, _ => { });
        return SecondsPerNote(copy);
    }

    private INoteModel? TryOpen(ModelPackage package, string? variantName, ProviderChoice gpu)
    {
        try
        {
            return surroundings.OpenModel(package, gpu, variantName, say);
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

    private double SecondsPerNote(INoteModel model)
    {
        var inputs = new int[model.Vocabulary.InputCount];
        var fields = model.Vocabulary.OutputFields.Count;
        var chosen = new int[fields];
        var seconds = new double[TimedNotes];
        for (var note = -WarmUpNotes; note < TimedNotes; note++)
        {
            var start = surroundings.Time.GetTimestamp();
            model.Forward(inputs);
            for (var field = 0; field < fields; field++) model.Logits(field, chosen.AsSpan(0, field));
            if (note >= 0) seconds[note] = surroundings.Time.GetElapsedTime(start).TotalSeconds;
        }

        Array.Sort(seconds);
        return seconds[TimedNotes / 2];
    }
}
