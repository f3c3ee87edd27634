using System.Globalization;
using Xunit.Abstractions;

namespace MusicGen.Training.Tests;

/// <summary>The exported files open and answer rightly in the oldest and newest ONNX Runtime that the boxes have.</summary>
public sealed class OnnxRuntimeVersionTests(ITestOutputHelper output)
{
    [OnnxRuntimeVersionFact("1.11.0")]
    public void EveryVariantAnswersTheGoldenVectorInTheClassicJetsonsVersion() => AssertAnswers("1.11.0");

    [OnnxRuntimeVersionFact("1.16.3")]
    public void EveryVariantAnswersTheGoldenVectorInAVersionBetween() => AssertAnswers("1.16.3");

    [OnnxRuntimeVersionFact("1.23.2")]
    public void EveryVariantAnswersTheGoldenVectorInTheShippedVersion() => AssertAnswers("1.23.2");

    private void AssertAnswers(string version)
    {
        AssertAnswers(version, SyntheticNetwork.Create(layers: 1, hidden: 64));
        AssertAnswers(version, SyntheticNetwork.Create(layers: 3, hidden: 96, residual: true));
        foreach (var package in ShippedPackages.All)
        {
            using var folder = new TemporaryFolder();
            ShippedPackages.CopyTo(package, folder["model"]);
            AssertAnswers(version, folder, [.. package.Manifest.Variants.Select(variant => variant.Name)]);
        }
    }

    private void AssertAnswers(string version, NetworkWeights weights)
    {
        using var folder = new TemporaryFolder();
        ExportFixture.Export(weights, folder["model"]);
        AssertAnswers(version, folder, ["int8", "fp16", "fp32"]);
    }

    private void AssertAnswers(string version, TemporaryFolder folder, IReadOnlyList<string> variants)
    {

        var host = Environment.ProcessPath is { } path && Path.GetFileName(path) == "dotnet" ? path : "dotnet";
        var outcome = Outcome.Of(
            host, [typeof(AnswerProbe).Assembly.Location, folder["model"]],
            ("MUSICGEN_ONNXRUNTIME", OnnxRuntimeVersionFactAttribute.FolderOf(version)!));

        output.WriteLine(outcome.Output);
        Assert.True(outcome.ExitCode == 0, outcome.Error);
        var lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(version, lines[0]);
        Assert.Equal(variants, lines[1..^1].Select(line => line.Split(' ')[0]));
        Assert.Equal("unfolded 0", lines[^1]);
        Assert.All(lines[1..^1], line =>
        {
            var numbers = line.Split(' ')[1..].Select(number => double.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            Assert.InRange(numbers[0], 0, numbers[1]);
        });
    }
}
