namespace MusicGen.Training.Tests;

public sealed class PackageExporterTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly NetworkWeights _weights = SyntheticNetwork.Create(layers: 2, hidden: 16);

    [OnnxRuntimeFact]
    public void APackageLoadsAndHasTheBestVariantForACpuFirst()
    {
        ExportFixture.Export(_weights, _folder["piano"]);

        var package = ModelPackage.Load(_folder["piano"]);

        Assert.Equal("piano", package.Manifest.Name);
        Assert.Equal(["int8", "fp16", "fp32"], package.Manifest.Variants.Select(variant => variant.Name));
        Assert.Equal("step.int8.onnx", package.VariantFor("cpu")!.Step);
        Assert.Equal("step.fp16.onnx", package.VariantFor("gpu")!.Step);
        Assert.Equal((2, 16, 32, 24), (package.Manifest.Layers, package.Manifest.HiddenSize, package.Manifest.EmbeddingSize, package.Manifest.HeadSize));
        Assert.Equal(_weights.Vocabulary.Hash, package.Manifest.VocabularyHash);
        Assert.Equal(Directory.GetFiles(_folder["piano"]).Length - 1, package.Manifest.Sha256.Count);
    }

    [OnnxRuntimeFact]
    public void StoppedWithinAVariantItLeavesNothingAndTheOldPackageAsItWas()
    {
        ExportFixture.Export(_weights, _folder["piano"]);
        var before = File.GetLastWriteTimeUtc(Path.Combine(_folder["piano"], ModelPackage.ManifestFile));
        using var stop = new CancellationTokenSource();
        var options = new ExportOptions { Force = true, Pieces = Endless(stop) };

        Assert.ThrowsAny<OperationCanceledException>(() => new PackageExporter(_weights, ExportFixture.Golden(_weights), ExportFixture.Description, options).Export(_folder["piano"], stop.Token));

        Assert.Equal(before, File.GetLastWriteTimeUtc(Path.Combine(_folder["piano"], ModelPackage.ManifestFile)));
        Assert.Equal(["piano"], Directory.GetDirectories(_folder.Path).Select(Path.GetFileName));
    }

    [OnnxRuntimeFact]
    public void ExportingTwiceGivesTheSameBytes()
    {
        ExportFixture.Export(_weights, _folder["one"]);
        Directory.CreateDirectory(_folder["other"]);
        ExportFixture.Export(_weights, Path.Combine(_folder["other"], "one"));

        foreach (var file in Directory.GetFiles(_folder["one"]))
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder["other"], "one", Path.GetFileName(file))));
    }

    [OnnxRuntimeFact]
    public void TheRunsOfTheTrainingMusicAreWhatCopiesAreLookedForBy()
    {
        Piece[] training = [Tunes.Walk("a", 1, notes: 100), Tunes.Walk("b", 2, notes: 100)];
        var lines = CopyCheck.LinesOf(training, new NoteCodec(_weights.Vocabulary));
        var description = ExportFixture.Description with { Grams = TrainingGrams.Of(lines) };

        var package = new PackageExporter(_weights, ExportFixture.Golden(_weights), description, new ExportOptions()).Export(_folder["piano"]).Package;

        Assert.All(lines.Index(), line => Assert.Contains((ushort)line.Index, package.Grams!.PiecesWith(line.Item).ToArray()));
        Assert.Equal(package.Grams!.Count, ModelOpener.Habits(package.Folder).Grams!.Count);
    }

    [OnnxRuntimeFact]
    public void OnlyTheVariantsAskedForAreWritten()
    {
        ExportFixture.Export(_weights, _folder["piano"], new ExportOptions { Precisions = [NetworkPrecision.Fp16] });

        Assert.All(Directory.GetFiles(_folder["piano"], "*.onnx"), file => Assert.EndsWith(".fp16.onnx", file));
        Assert.Equal(5, Directory.GetFiles(_folder["piano"], "*.onnx").Length);
    }

    [OnnxRuntimeFact]
    public void Int8SharesTheHeadsOfFp32()
    {
        ExportFixture.Export(_weights, _folder["piano"], new ExportOptions { Precisions = [NetworkPrecision.Int8] });

        Assert.Equal(
            ["heads.duration.fp32.onnx", "heads.pitch.fp32.onnx", "heads.shift.fp32.onnx", "heads.velocity.fp32.onnx", "step.int8.onnx"],
            Directory.GetFiles(_folder["piano"], "*.onnx").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [OnnxRuntimeFact]
    public void AnExistingPackageIsReplacedOnlyWithForce()
    {
        ExportFixture.Export(_weights, _folder["piano"]);
        var other = SyntheticNetwork.Create(layers: 1, hidden: 16);

        var refusal = Assert.Throws<IOException>(() => ExportFixture.Export(other, _folder["piano"]));

        Assert.Contains("--force", refusal.Message);
        Assert.Equal(2, ModelPackage.Load(_folder["piano"]).Manifest.Layers);
        ExportFixture.Export(other, _folder["piano"], new ExportOptions { Force = true });
        Assert.Equal(1, ModelPackage.Load(_folder["piano"]).Manifest.Layers);
        Assert.Equal([_folder["piano"]], Directory.GetFileSystemEntries(_folder.Path));
    }

    [OnnxRuntimeFact]
    public void AFolderThatIsNoPackageIsNeverReplaced()
    {
        Directory.CreateDirectory(_folder["music"]);
        File.WriteAllText(Path.Combine(_folder["music"], "keep.txt"), "");

        Assert.Throws<IOException>(() => ExportFixture.Export(_weights, _folder["music"], new ExportOptions { Force = true }));

        Assert.Equal([Path.Combine(_folder["music"], "keep.txt")], Directory.GetFileSystemEntries(_folder["music"]));
    }

    [OnnxRuntimeFact]
    public void AnswersOfAnotherNetworkAreRefusedAndLeaveNothingBehind()
    {
        var golden = ExportFixture.Golden(SyntheticNetwork.Create(layers: 2, hidden: 16, seed: 9));
        var exporter = new PackageExporter(_weights, golden, ExportFixture.Description, new ExportOptions());

        var refusal = Assert.Throws<InvalidDataException>(() => exporter.Export(_folder["piano"]));

        Assert.Contains("not of one network", refusal.Message);
        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [OnnxRuntimeFact]
    public void DocumentsAndMetricsTravelWithThePackage()
    {
        var description = ExportFixture.Description with
        {
            Metrics = new Dictionary<string, double> { ["bits_per_note"] = 15.5 },
            Documents = new Dictionary<string, string> { ["README.md"] = "# Card\n" },
        };
        var options = new ExportOptions { Pieces = [SyntheticNetwork.Piece(_weights.Vocabulary, 8)] };
        new PackageExporter(_weights, ExportFixture.Golden(_weights), description, options).Export(_folder["piano"]);

        var manifest = ModelPackage.Load(_folder["piano"]).Manifest;

        Assert.Equal("# Card\n", File.ReadAllText(Path.Combine(_folder["piano"], "README.md")));
        Assert.Contains("README.md", manifest.Sha256.Keys);
        Assert.Equal(15.5, manifest.Metrics["bits_per_note"]);
        Assert.InRange(manifest.Metrics["bits_per_note_int8"] - manifest.Metrics["bits_per_note_fp32"], -0.5, 0.5);
        Assert.InRange(manifest.Metrics["top1_agreement_int8"], 0.5, 1);
    }

    [OnnxRuntimeFact]
    public void AGraphThatIsNoneIsRefusedByName()
    {
        ExportFixture.Export(_weights, _folder["piano"]);
        var package = ModelPackage.Load(_folder["piano"]);
        File.WriteAllText(package.PathOf("step.int8.onnx"), "this is no graph");

        var refusal = Assert.Throws<InvalidDataException>(() => new PackageRunner(package.Folder, package.Manifest, "int8"));

        Assert.Contains("step.int8.onnx", refusal.Message);
        Assert.Contains("Export the model again", refusal.Message);
    }

    [OnnxRuntimeFact]
    public void AGraphOfAnotherSizeIsRefusedByName()
    {
        ExportFixture.Export(_weights, _folder["piano"]);
        ExportFixture.Export(SyntheticNetwork.Create(layers: 2, hidden: 24), _folder["larger"]);
        var package = ModelPackage.Load(_folder["piano"]);
        File.Copy(Path.Combine(_folder["larger"], "step.int8.onnx"), package.PathOf("step.int8.onnx"), overwrite: true);

        var refusal = Assert.Throws<InvalidDataException>(() => new PackageRunner(package.Folder, package.Manifest, "int8"));

        Assert.Contains("16 values of Float expected in tensor 'state.0'", refusal.Message);
    }

    [OnnxRuntimeFact]
    public void AnUnknownVariantIsRefusedWithTheNamesThatThereAre()
    {
        ExportFixture.Export(_weights, _folder["piano"], new ExportOptions { Precisions = [NetworkPrecision.Int8] });
        var package = ModelPackage.Load(_folder["piano"]);

        var refusal = Assert.Throws<ArgumentException>(() => new PackageRunner(package.Folder, package.Manifest, "int4"));

        Assert.Contains("Variant 'int8' of package 'piano' expected, found 'int4'", refusal.Message);
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>A list of pieces in whose middle a person presses Ctrl-C.</summary>
    private IReadOnlyList<ParityPiece> Endless(CancellationTokenSource stop) => new InterruptedPieces(SyntheticNetwork.Piece(_weights.Vocabulary, 4), stop);

    private sealed class InterruptedPieces(ParityPiece piece, CancellationTokenSource stop) : IReadOnlyList<ParityPiece>
    {
        public int Count => 2;

        public ParityPiece this[int index] => piece;

        public IEnumerator<ParityPiece> GetEnumerator()
        {
            yield return piece;
            stop.Cancel();
            yield return piece;
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
