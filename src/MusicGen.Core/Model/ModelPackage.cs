using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace MusicGen.Core;

/// <summary>
/// A model package on disk: the folder that training hands to playing (<c>manifest.json</c>, <c>golden.json</c>, graphs).
/// What loads here fits this program; what does not is refused with a sentence that says what to do.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class ModelPackage
{
    /// <summary>File name of the manifest.</summary>
    public const string ManifestFile = "manifest.json";

    /// <summary>File name of the golden vector.</summary>
    public const string GoldenFile = "golden.json";

    /// <summary>File name of the training music's runs; a package need not have it.</summary>
    public const string GramsFile = "grams.bin";

    private ModelPackage(string folder, ModelManifest manifest, GoldenVector golden, TrainingGrams? grams)
    {
        Folder = folder;
        Manifest = manifest;
        Golden = golden;
        Grams = grams;
        Vocabulary = manifest.Vocabulary;
        Codec = RowStream.Of(Vocabulary).Notes;
    }

    /// <summary>Full path of the package's folder.</summary>
    public string Folder { get; }

    /// <summary>What the package says of itself, checked.</summary>
    public ModelManifest Manifest { get; }

    /// <summary>Inputs and right answers, checked for shape.</summary>
    public GoldenVector Golden { get; }

    /// <summary>The training music that must not be played back, where the package tells.</summary>
    public TrainingGrams? Grams { get; }

    /// <summary>The fields of the model, made once.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>Cells and grid of the notes that the model composes; of a note model also notes ↔ values.</summary>
    public NoteCodec Codec { get; }

    /// <summary>A package that is on no disk and has no graphs: the border of what stands in for a network.</summary>
    /// <param name="name">Name for people.</param>
    /// <param name="description">What it plays.</param>
    /// <param name="vocabulary">The fields that it reads and writes.</param>
    public static ModelPackage WithoutGraphs(string name, string description, Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var manifest = new ModelManifest
        {
            FormatVersion = ModelManifest.FormatVersionOf(vocabulary),
            Name = name,
            Description = description,
            Recipe = "",
            TimeBase = vocabulary.TimeBase,
            OutputFields = vocabulary.OutputFields,
            ContextFields = vocabulary.ContextFields,
            VocabularyHash = vocabulary.Hash,
            Layers = 0,
            HiddenSize = 0,
            EmbeddingSize = 0,
            HeadSize = 0,
            Variants = [],
            Sampling = new SamplingDefaults(),
            Training = new TrainingRecord
            {
                Sources = [],
                DatasetHash = "",
                PieceCount = 0,
                NoteCount = 0,
                RandomSeed = 0,
                Iterations = 0,
                Command = "",
                Licence = "",
            },
            Metrics = new Dictionary<string, double>(),
            Sha256 = new Dictionary<string, string>(),
        };
        return new ModelPackage("", manifest, new GoldenVector { Inputs = [], Logits = [], Greedy = [] }, null);
    }

    /// <summary>Reads a package and checks all that can be checked without running it.</summary>
    /// <param name="folder">The package's folder.</param>
    /// <exception cref="InvalidDataException">Something is missing, damaged, of another version, or does not fit together; the message says what, where and what to do.</exception>
    public static ModelPackage Load(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        folder = Path.GetFullPath(folder);
        if (!Directory.Exists(folder))
            throw new InvalidDataException($"A model package (a folder with {ManifestFile}) expected at '{folder}', found no such folder; give the path of a package.");
        var manifestPath = Path.Combine(folder, ManifestFile);
        var manifestBytes = ReadAll(manifestPath);
        CheckFormatVersion(manifestBytes, manifestPath);
        var manifest = Parse(manifestBytes, manifestPath, ModelPackageJson.Default.ModelManifest);
        ModelPackageCheck.Manifest(manifest, manifestPath);
        CheckHashes(folder, manifest, manifestPath);
        var goldenPath = Path.Combine(folder, GoldenFile);
        var golden = Parse(ReadAll(goldenPath), goldenPath, ModelPackageJson.Default.GoldenVector);
        ModelPackageCheck.Golden(golden, manifest.Vocabulary, goldenPath);
        // A file that the manifest does not know is none of the package's.
        var grams = manifest.Sha256.ContainsKey(GramsFile) ? TrainingGrams.Read(Path.Combine(folder, GramsFile)) : null;
        return new ModelPackage(folder, manifest, golden, grams);
    }

    /// <summary>
    /// Writes <c>golden.json</c> and then <c>manifest.json</c> into a folder that already holds the graphs (and a card, if any),
    /// with the SHA-256 of every file there, and loads the result as the player would.
    /// </summary>
    /// <param name="folder">The package's folder, holding every file that the variants name.</param>
    /// <param name="manifest">The manifest; its <see cref="ModelManifest.Sha256"/> is computed here, whatever it holds.</param>
    /// <param name="golden">Inputs and answers of the trained network.</param>
    /// <returns>The package as read back.</returns>
    /// <exception cref="InvalidDataException">What was written would be refused.</exception>
    public static ModelPackage Write(string folder, ModelManifest manifest, GoldenVector golden)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(golden);
        WriteWhole(Path.Combine(folder, GoldenFile), JsonSerializer.SerializeToUtf8Bytes(golden, ModelPackageJson.Default.GoldenVector));
        var hashes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(path);
            if (name == ManifestFile || name.StartsWith('.') || name.EndsWith(".tmp", StringComparison.Ordinal)) continue;
            hashes[name] = HashOf(path);
        }

        var complete = manifest with { Sha256 = hashes };
        WriteWhole(Path.Combine(folder, ManifestFile), JsonSerializer.SerializeToUtf8Bytes(complete, ModelPackageJson.Default.ModelManifest));
        return Load(folder);
    }

    /// <summary>Full path of a file of the package.</summary>
    /// <param name="fileName">A name from the manifest.</param>
    public string PathOf(string fileName) => Path.Combine(Folder, fileName);

    /// <summary>The first variant meant for a device, or null.</summary>
    /// <param name="device"><c>cpu</c> or <c>gpu</c>.</param>
    public ModelVariant? VariantFor(string device) => Manifest.Variants.FirstOrDefault(v => v.Device == device);

    // The version is looked at before all else: a newer manifest may well have keys that this code would call unknown.
    private static void CheckFormatVersion(byte[] json, string path)
    {
        int version;
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
            if (document.RootElement.ValueKind != JsonValueKind.Object
                || !document.RootElement.TryGetProperty("formatVersion", out var element) || !element.TryGetInt32(out version))
                throw new InvalidDataException($"A whole number 'formatVersion' expected in '{path}', found none; export the model again.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException($"JSON expected in '{path}', found something else ({exception.Message}); copy or export the package again.", exception);
        }

        if (version is >= ModelManifest.OldestFormatVersion and <= ModelManifest.CurrentFormatVersion) return;
        var remedy = version > ModelManifest.CurrentFormatVersion ? "update this program or export the model with one of its age" : "export the model again";
        throw new InvalidDataException($"Format version {ModelManifest.OldestFormatVersion} to {ModelManifest.CurrentFormatVersion} expected in '{path}', found {version}; {remedy}.");
    }

    private static T Parse<T>(byte[] json, string path, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type)
                ?? throw new InvalidDataException($"A JSON object expected in '{path}', found null; export the model again.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The keys of format version {ModelManifest.CurrentFormatVersion} expected in '{path}', found otherwise: {exception.Message} Correct the file or export the model again.", exception);
        }
    }

    private static void CheckHashes(string folder, ModelManifest manifest, string manifestPath)
    {
        foreach (var (name, expected) in manifest.Sha256)
        {
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
                throw new InvalidDataException($"File '{name}' expected beside '{manifestPath}', found none; copy or export the package again.");
            var found = HashOf(path);
            if (!string.Equals(found, expected, StringComparison.OrdinalIgnoreCase))
                throw new InvalidDataException($"SHA-256 {expected} expected of '{path}', found {found}: the file is damaged or from another export; copy or export the package again.");
        }
    }

    private static string HashOf(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    private static byte[] ReadAll(string path)
    {
        if (!File.Exists(path))
            throw new InvalidDataException($"File '{Path.GetFileName(path)}' expected in '{Path.GetDirectoryName(path)}', found none; copy or export the package again.");
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(path, exception);
        }
    }

    private static InvalidDataException Unreadable(string path, Exception exception) =>
        new($"A readable file expected at '{path}', found: {exception.Message} Check the permissions of the package's folder.", exception);

    // Complete or absent: a package interrupted while being written must not look whole.
    private static void WriteWhole(string path, byte[] bytes)
    {
        var temporary = path + ".tmp";
        File.WriteAllBytes(temporary, bytes);
        File.Move(temporary, path, overwrite: true);
    }
}
