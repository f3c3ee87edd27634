using System.Globalization;
using MusicGen.Core;

namespace MusicGen.Training;

/// <summary>
/// Turns trained weights into a model package, the end of the training flow: writes the graphs of each variant, checks
/// every one against the golden vector, measures it on held-out pieces, and only then puts the folder in its place.
/// </summary>
/// <remarks>Single-threaded.</remarks>
public sealed class PackageExporter
{
    /// <summary>Largest difference between the trained network's logits and those of the fp32 files.</summary>
    public const double Fp32Tolerance = 1e-4;

    private readonly NetworkWeights _weights;
    private readonly GoldenVector _golden;
    private readonly PackageDescription _description;
    private readonly ExportOptions _options;

    /// <summary>Takes what is to be exported.</summary>
    /// <param name="weights">The network.</param>
    /// <param name="golden">Inputs and the trained network's own answers.</param>
    /// <param name="description">What the package says of itself.</param>
    /// <param name="options">How to write it.</param>
    public PackageExporter(NetworkWeights weights, GoldenVector golden, PackageDescription description, ExportOptions options)
    {
        _weights = weights ?? throw new ArgumentNullException(nameof(weights));
        _golden = golden ?? throw new ArgumentNullException(nameof(golden));
        _description = description ?? throw new ArgumentNullException(nameof(description));
        _options = options ?? throw new ArgumentNullException(nameof(options));
    }

    /// <summary>Writes the package; it appears whole or not at all.</summary>
    /// <param name="folder">Its folder, whose name is the package's; made here.</param>
    /// <param name="stop">Asks to stop; looked at between steps of the measuring, so at once for a person.</param>
    /// <returns>What was written and measured.</returns>
    /// <exception cref="OperationCanceledException">Stopped; there is no package, and an old one is as it was.</exception>
    /// <exception cref="IOException">The folder is there already and replacing was not asked for, or the disk refuses.</exception>
    /// <exception cref="InvalidDataException">A variant's answers are not the trained network's.</exception>
    public ExportReport Export(string folder, CancellationToken stop = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        RequireReplaceable(folder, _options.Force);
        // Beside its final place, so that the last move is a rename on one file system.
        var temporary = folder + $".{Environment.ProcessId}.tmp";
        try
        {
            Directory.CreateDirectory(temporary);
            var variants = Fill(temporary, Path.GetFileName(folder), stop);
            Replace(temporary, folder);
            return new ExportReport(ModelPackage.Load(folder), variants);
        }
        finally
        {
            if (Directory.Exists(temporary)) Directory.Delete(temporary, recursive: true);
        }
    }

    /// <summary>Looks whether a package may be written to a folder; so that nobody waits for the figures first.</summary>
    /// <exception cref="IOException">There is a package and replacing was not asked for, or something that is no package.</exception>
    public static void RequireReplaceable(string folder, bool force)
    {
        if (!Path.Exists(folder)) return;
        if (!force)
            throw new IOException($"No package expected at '{folder}' yet, found one; give another name, or say --force to replace it.");
        if (!File.Exists(Path.Combine(folder, ModelPackage.ManifestFile)))
            throw new IOException($"A model package expected at '{folder}' to be replaced, found something without '{ModelPackage.ManifestFile}'; give another name or move it away.");
    }

    private static void Replace(string temporary, string folder)
    {
        if (!Directory.Exists(folder))
        {
            Directory.Move(temporary, folder);
            return;
        }

        var old = temporary + ".old";
        Directory.Move(folder, old);
        Directory.Move(temporary, folder);
        Directory.Delete(old, recursive: true);
    }

    private List<VariantReport> Fill(string folder, string name, CancellationToken stop)
    {
        foreach (var (file, text) in _description.Documents) File.WriteAllText(Path.Combine(folder, file), text);
        _description.Grams?.Write(Path.Combine(folder, ModelPackage.GramsFile));
        // fp32 is written and measured even where it is not kept: it ties the files to the trained network, and the others are measured against it.
        NetworkPrecision[] measured = [.. _options.Precisions.Union([NetworkPrecision.Fp32])];
        foreach (var precision in measured)
        {
            stop.ThrowIfCancellationRequested();
            WriteGraphs(folder, name, precision);
        }

        var written = ManifestOf(name, [.. measured.Select(p => VariantOf(p, 1))], []);
        var reports = measured.Select(precision => Measure(folder, written, precision, stop)).ToList();
        if (!_options.Precisions.Contains(NetworkPrecision.Fp32)) File.Delete(Path.Combine(folder, VariantOf(NetworkPrecision.Fp32, 1).Step));
        foreach (var file in UnusedHeads(folder)) File.Delete(file);
        var variants = _options.Precisions.Zip(reports, (precision, report) => VariantOf(precision, ToleranceOf(precision, report))).ToList();
        ModelPackage.Write(folder, ManifestOf(name, variants, reports), _golden);
        return reports;
    }

    private IEnumerable<string> UnusedHeads(string folder)
    {
        var used = _options.Precisions.SelectMany(precision => VariantOf(precision, 1).Heads).ToHashSet();
        return Directory.EnumerateFiles(folder, "heads.*.onnx").Where(file => !used.Contains(Path.GetFileName(file)));
    }

    private void WriteGraphs(string folder, string package, NetworkPrecision precision)
    {
        var variant = VariantOf(precision, 1);
        var metadata = new Dictionary<string, string>
        {
            ["package"] = package,
            ["recipe"] = _description.Recipe,
            ["format_version"] = ModelManifest.FormatVersionOf(_weights.Vocabulary).ToString(CultureInfo.InvariantCulture),
            ["vocabulary_hash"] = _weights.Vocabulary.Hash,
        };
        Write(variant.Step, StepGraph.Build(_weights, precision));
        for (var field = 0; field < variant.Heads.Count; field++)
            Write(variant.Heads[field], HeadGraph.Build(_weights, field, precision == NetworkPrecision.Fp16));

        void Write(string file, OnnxGraph graph)
        {
            using var stream = File.Create(Path.Combine(folder, file));
            OnnxWriter.Write(graph, metadata, stream);
        }
    }

    private VariantReport Measure(string folder, ModelManifest manifest, NetworkPrecision precision, CancellationToken stop)
    {
        var variant = VariantOf(precision, 1);
        using var model = new PackageRunner(folder, manifest, variant.Name);
        var difference = OnnxParity.GoldenDifference(model, _golden);
        // Rounded variants differ by design; by how much is for the held-out figures to judge.
        var limit = precision == NetworkPrecision.Fp32 ? Fp32Tolerance : double.MaxValue;
        if (!(difference <= limit))
            throw new InvalidDataException($"Logits within {limit} of the trained network's expected from variant '{variant.Name}', found a difference of {difference}; the weights and the golden vector are not of one network, or ONNX Runtime computes wrongly here: export from the checkpoint again with another version of it.");
        ParityReport? parity = null;
        if (_options.Pieces.Count > 0)
        {
            using var reference = new PackageRunner(folder, manifest, VariantOf(NetworkPrecision.Fp32, 1).Name);
            parity = OnnxParity.Compare(reference, model, _options.Pieces, stop);
        }

        var bytes = variant.Heads.Prepend(variant.Step).Sum(file => new FileInfo(Path.Combine(folder, file)).Length);
        return new VariantReport(variant.Name, bytes, difference, parity);
    }

    // Other processors and libraries round otherwise than the one that exports: room for that, scaled to what rounding costs
    // here. A GPU also adds up in fp16, which the CPU that measured here did in fp32; a wrong answer is off by whole logits.
    private static double ToleranceOf(NetworkPrecision precision, VariantReport report) => precision switch
    {
        NetworkPrecision.Fp32 => 1e-3,
        NetworkPrecision.Fp16 => Math.Round(Math.Max(0.25, 5 * report.GoldenDifference), 3),
        _ => Math.Round(Math.Max(0.05, 3 * report.GoldenDifference), 3),
    };

    private ModelVariant VariantOf(NetworkPrecision precision, double tolerance)
    {
        var half = precision == NetworkPrecision.Fp16;
        var heads = half ? "fp16" : "fp32";
        var name = precision switch { NetworkPrecision.Int8 => "int8", NetworkPrecision.Fp16 => "fp16", _ => "fp32" };
        return new ModelVariant
        {
            Name = name,
            Device = half ? "gpu" : "cpu",
            Step = $"step.{name}.onnx",
            Heads = [.. _weights.Vocabulary.OutputFields.Select(field => $"heads.{field.Name}.{heads}.onnx")],
            StateType = half ? "float16" : "float32",
            Tolerance = tolerance,
        };
    }

    private ModelManifest ManifestOf(string name, IReadOnlyList<ModelVariant> variants, IEnumerable<VariantReport> reports) => new()
    {
        FormatVersion = ModelManifest.FormatVersionOf(_weights.Vocabulary),
        Name = name,
        Description = _description.Description,
        Recipe = _description.Recipe,
        TimeBase = _weights.Vocabulary.TimeBase,
        OutputFields = _weights.Vocabulary.OutputFields,
        ContextFields = _weights.Vocabulary.ContextFields,
        Traits = _weights.Vocabulary.Traits,
        VocabularyHash = _weights.Vocabulary.Hash,
        Layers = _weights.Layers,
        HiddenSize = _weights.HiddenSize,
        AttentionSteps = _weights.AttentionSteps,
        EmbeddingSize = _weights.EmbeddingSize,
        HeadSize = _weights.HeadSize,
        Variants = variants,
        Sampling = _description.Sampling,
        Program = _description.Program,
        FamilyPrograms = _description.FamilyPrograms,
        Bpm = _description.Bpm,
        Training = _description.Training,
        Metrics = MetricsOf(reports),
        Sha256 = new Dictionary<string, string>(),
    };

    private SortedDictionary<string, double> MetricsOf(IEnumerable<VariantReport> reports)
    {
        var metrics = new SortedDictionary<string, double>(_description.Metrics.ToDictionary(), StringComparer.Ordinal);
        foreach (var report in reports)
        {
            metrics[$"golden_difference_{report.Name}"] = report.GoldenDifference;
            if (report.Parity is not { } parity) continue;
            metrics[$"bits_per_note_{report.Name}"] = parity.BitsPerNote;
            metrics[$"top1_agreement_{report.Name}"] = parity.Agreement;
        }

        return metrics;
    }
}
