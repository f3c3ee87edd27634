using System.Text.Json;

namespace MusicGen.Edge.Tests;

public sealed class BenchTests : IDisposable
{
    private readonly Box _box = new();

    public void Dispose() => _box.Dispose();

    [Fact]
    public void PercentilesAreByNearestRank()
    {
        var values = Enumerable.Range(1, 200).Select(v => (double)v).Reverse().ToArray();

        Assert.Equal(new Percentiles(100, 190, 198), Percentiles.Of(values));
    }

    [Fact]
    public void PercentilesOfOneValueAreThatValue() => Assert.Equal(new Percentiles(3, 3, 3), Percentiles.Of([3]));

    [Fact]
    public void WeightBytesAreTheMatricesWithoutTheTables()
    {
        var package = ModelPackage.Load(Engines.TinyFolder);
        var manifest = package.Manifest;
        var inputs = (manifest.OutputFields.Count + manifest.ContextFields.Count) * manifest.EmbeddingSize;
        const int Hidden = 16;
        long lstm = 4 * Hidden * (inputs + Hidden + Hidden + Hidden), projection = manifest.OutputFields.Count * manifest.HeadSize * Hidden;
        var heads = manifest.OutputFields.Sum(f => (long)f.Size * manifest.HeadSize);

        Assert.Equal(4 * (lstm + projection + heads), WeightBytes.PerNote(package, package.Manifest.Variants.Single(v => v.Name == "fp32")));
    }

    [EngineFact(Needs.Model | Needs.Sound)]
    public void EveryFigureIsPrintedAndWritten()
    {
        var exitCode = _box.Run(
            "bench", "--model", Engines.TinyFolder, "--soundfont", Engines.SoundFontPath!, "--rounds", "3", "--sections", "1", "--json", _box.Folder["bench.json"]);

        Assert.Equal(ExitCode.Done, exitCode);
        foreach (var name in new[] { "whole cost per note", "bare engine per note", "whole / bare", "memory floor per note", "composing", "synthesis", "key to audio block", "hand-over to the answer", "answer silent after a key", "start-up", "resident memory" })
            Assert.Contains(name, _box.Out);
        using var json = JsonDocument.Parse(File.ReadAllText(_box.Folder["bench.json"]));
        var root = json.RootElement;
        Assert.InRange(root.GetProperty("wholeMilliseconds").GetProperty("p50").GetDouble(), 1e-4, 1e4);
        Assert.True(root.GetProperty("wholeMilliseconds").GetProperty("p50").GetDouble() <= root.GetProperty("wholeMilliseconds").GetProperty("p99").GetDouble());
        Assert.Equal(0, root.GetProperty("composingBytesPerNote").GetDouble());
        Assert.Equal(0, root.GetProperty("playingBytesPerNote").GetDouble());
        Assert.InRange(root.GetProperty("keyMostFrames").GetInt64(), 0, 1 << 20);
        Assert.InRange(root.GetProperty("composingRealTimeFactor").GetDouble(), 0.1, 1e9);
    }
}
