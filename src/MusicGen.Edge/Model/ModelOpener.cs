using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// Opens a package on the provider asked for; left to choose, times every one that is there and computes rightly, and takes
/// the fastest. What it chose and why goes to the log.
/// </summary>
internal static class ModelOpener
{
    private const int WarmUpNotes = 20;
    private const int TimedNotes = 100;

    // Desktop driver; Jetson. A library that was built with CUDA says nothing about this machine.
    private static readonly string[] GpuDevices = ["/dev/nvidiactl", "/dev/nvhost-gpu", "/dev/nvgpu"];

    /// <summary>Opens a package.</summary>
    /// <param name="package">A loaded package.</param>
    /// <param name="provider">What to run it on.</param>
    /// <param name="variantName">Name of the variant, or null for the provider's.</param>
    /// <param name="log">Receives lines for the log.</param>
    /// <exception cref="ConfigurationException">Nothing runs it; one sentence per provider tried.</exception>
    /// <exception cref="UsageException">The package has no such variant.</exception>
    public static INoteModel Open(ModelPackage package, ProviderChoice provider, string? variantName, Action<string> log)
    {
        var candidates = provider == ProviderChoice.Auto ? Available() : [provider];
        var faults = new List<string>();
        OnnxNoteModel? best = null;
        var bestSeconds = double.MaxValue;
        foreach (var candidate in candidates)
        {
            if (TryOpen(package, candidate, variantName, faults) is not { } model) continue;
            // A single candidate needs no race.
            var seconds = candidates.Count > 1 ? SecondsPerNote(model) : 0;
            if (candidates.Count > 1) log(string.Create(CultureInfo.InvariantCulture, $"{Describe(model)}: {seconds * 1000:0.000} ms per note"));
            if (seconds < bestSeconds) (best, model, bestSeconds) = (model, best, seconds);
            model?.Dispose();
        }

        if (best is null) throw new ConfigurationException(faults);
        foreach (var fault in faults) log(fault);
        log($"model {package.Manifest.Name}: {Describe(best)}, ONNX Runtime {OnnxGraphs.EngineVersion}, golden vector answered");
        if (package.Vocabulary.ContextIndex(FieldNames.Density) < 0)
            log($"model {package.Manifest.Name} knows no wishes: density, register, dynamics, polyphony and key change nothing; rules (scale, range, most notes together, longest note), tempo, velocity and temperature do");
        return best;
    }

    /// <summary>GPU providers that this machine and the engine's library have; only a run proves that one works.</summary>
    // TensorRT builds its engine for minutes at first use, so it is only taken when asked for.
    public static IReadOnlyList<ProviderChoice> FindGpus() =>
        GpuDevices.Any(File.Exists) && OnnxGraphs.BuiltInProviders.Contains("CUDAExecutionProvider") ? [ProviderChoice.Cuda] : [];

    /// <summary>What runs a model now, for people: its variant, provider and engine.</summary>
    public static string DescribeRunner(INoteModel model) => model switch
    {
        TimedNoteModel timed => DescribeRunner(timed.Inner),
        RelievedNoteModel relieved => DescribeRunner(relieved.Current),
        OnnxNoteModel onnx => $"{Describe(onnx)}, ONNX Runtime {OnnxGraphs.EngineVersion}",
        RecordedTunesModel => "no network: it plays what was recorded",
        _ => model.GetType().Name,
    };

    private static string Describe(OnnxNoteModel model) => $"{model.Variant.Name} on {model.Provider.ToString().ToLowerInvariant()}";

    private static IReadOnlyList<ProviderChoice> Available()
    {
        List<ProviderChoice> available = [ProviderChoice.Cpu];
        available.AddRange(FindGpus());
        return available;
    }

    private static OnnxNoteModel? TryOpen(ModelPackage package, ProviderChoice provider, string? variantName, List<string> faults)
    {
        var variants = package.Manifest.Variants;
        var variant = variantName is null
            ? package.VariantFor(provider == ProviderChoice.Cpu ? "cpu" : "gpu") ?? variants[0]
            : variants.FirstOrDefault(v => v.Name == variantName)
                ?? throw new UsageException($"A variant of model '{package.Manifest.Name}' expected, found '{variantName}'; there are: {string.Join(", ", variants.Select(v => v.Name))}.");
        try
        {
            return OnnxNoteModel.Open(package, variant, provider);
        }
        catch (Exception e) when (e is InvalidDataException or NotSupportedException)
        {
            faults.Add(e.Message);
            return null;
        }
    }

    private static double SecondsPerNote(OnnxNoteModel model)
    {
        var seconds = new double[WarmUpNotes + TimedNotes];
        model.Graphs.RunBare(seconds.Length, seconds);
        model.Reset();
        var timed = seconds.AsSpan(WarmUpNotes);
        timed.Sort();
        return timed[timed.Length / 2];
    }
}
