using MusicGen.Training.Commands;

namespace MusicGen.Training.Tests;

/// <summary>From a package back to a network, and on from there.</summary>
[Collection(TorchCollection.Name)]
public sealed class PackageWeightsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LibTorchFact]
    public void TheExactFormGivesBackEveryWeight()
    {
        var weights = SyntheticNetwork.Create(layers: 2, hidden: 16);

        var found = ThereAndBack(weights, NetworkPrecision.Fp32, NetworkPrecision.Int8);

        foreach (var name in SyntheticNetwork.Arrays(weights.Vocabulary, layers: 2, hidden: 16).Keys) Assert.Equal(weights[name], found[name]);
    }

    [LibTorchFact]
    public void TheRoundedFormGivesThemBackWithinHalfAStep()
    {
        var weights = SyntheticNetwork.Create(layers: 2, hidden: 16);

        var found = ThereAndBack(weights, NetworkPrecision.Int8);

        foreach (var (name, array) in SyntheticNetwork.Arrays(weights.Vocabulary, layers: 2, hidden: 16))
        {
            var step = name.StartsWith("lstm.weight", StringComparison.Ordinal) || name == "project.weight" ? array.Values.Max(Math.Abs) / 127 : 0;
            foreach (var (expected, actual) in weights[name].Zip(found[name])) Assert.InRange(actual, expected - 0.501f * step, expected + 0.501f * step);
        }
    }

    [LibTorchFact]
    public void APackageOfAnotherRecipeIsRefusedBeforeAnythingIsWritten()
    {
        var package = ModelPackage.Load(Export(SyntheticNetwork.Create(layers: 1, hidden: 16), NetworkPrecision.Int8));

        var refused = Assert.Throws<InvalidDataException>(() => PackageWeights.RecipeOf(package.Manifest with { Recipe = "joint" }));

        Assert.Contains("'note' or 'note-metric' expected", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AFileThatIsNoGraphIsRefusedByName()
    {
        File.WriteAllText(_folder["step.onnx"], "no graph at all, not even nearly");

        Assert.Contains("step.onnx", Assert.Throws<InvalidDataException>(() => new OnnxReader(_folder["step.onnx"])).Message, StringComparison.Ordinal);
    }

    [LibTorchFact]
    public void TrainingGoesOnFromAPackageAndCreditsWhatItHadLearnedFrom()
    {
        var package = Export(SyntheticNetwork.Create(layers: 1, hidden: 16), NetworkPrecision.Int8);
        DatasetFile.Write(
            Path.Combine(Directory.CreateDirectory(_folder["data"]).FullName, DatasetFile.FileName), new("tunes", "CC0", "somebody"),
            [.. Enumerable.Range(0, 4).Select(i => new DatasetPiece(Tunes.Scale($"{i}"), (Split)Math.Max(0, i - 1), i))]);

        Run("train", "--from", package, "--data", _folder["data"], "--out", _folder["run"], "--iterations", "1", "--learning-rate", "1e-6", "--threads", "1", "--batch", "2");
        Run("export", _folder["run"], "--data", _folder["data"], "--out", _folder["grown"]);

        var grown = ModelPackage.Load(_folder["grown"]);
        Assert.Equal(["tunes", "none"], grown.Manifest.Training.Sources.Select(source => source.Name));
        Assert.Contains("| none | CC0-1.0 | nobody |", File.ReadAllText(Path.Combine(_folder["grown"], "README.md")), StringComparison.Ordinal);
        Assert.Contains(", products in ", File.ReadAllText(Path.Combine(_folder["grown"], "README.md")), StringComparison.Ordinal);
        Assert.Equal((1, 16, 32, 24), (grown.Manifest.Layers, grown.Manifest.HiddenSize, grown.Manifest.EmbeddingSize, grown.Manifest.HeadSize));
    }

    private static void Run(params string[] args)
    {
        using var error = new StringWriter();
        Assert.True(TrainingCli.Run(args, TextWriter.Null, error) == 0, error.ToString());
    }

    private string Export(NetworkWeights weights, params NetworkPrecision[] precisions)
    {
        ExportFixture.Export(weights, _folder["package"], new ExportOptions { Precisions = precisions });
        return _folder["package"];
    }

    private NetworkWeights ThereAndBack(NetworkWeights weights, params NetworkPrecision[] precisions)
    {
        var package = ModelPackage.Load(Export(weights, precisions));
        using var network = PackageWeights.NetworkOf(package);
        return CheckpointWeights.Of(network, PackageWeights.RecipeOf(package.Manifest));
    }
}
