using System.Runtime.CompilerServices;

namespace MusicGen.Training.Tests;

/// <summary>
/// The contract from the writing side: the tiny package that the tests of <c>musicgen</c> play is what the exporter writes.
/// Where the exporter has changed on purpose, run this with MUSICGEN_WRITE_FIXTURES=1 and commit what it wrote.
/// </summary>
public sealed class EdgeFixtureTests
{
    [OnnxRuntimeFact]
    public void TinyPackageOfTheEdgeTestsIsWhatTheExporterWrites()
    {
        using var folder = new TemporaryFolder();
        var exported = Path.Combine(folder.Path, "tiny");
        var options = new ExportOptions { Precisions = [NetworkPrecision.Int8, NetworkPrecision.Fp32] };
        ExportFixture.Export(SyntheticNetwork.Create(layers: 2, hidden: 16), exported, options);
        var committed = Committed();
        if (Environment.GetEnvironmentVariable("MUSICGEN_WRITE_FIXTURES") == "1") Copy(exported, committed);

        // The golden vector's last bits are the machine's; the graphs are not.
        foreach (var graph in Directory.GetFiles(exported, "*.onnx"))
            Assert.Equal(File.ReadAllBytes(graph), File.ReadAllBytes(Path.Combine(committed, Path.GetFileName(graph))));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.GetFiles(from)) File.Copy(file, Path.Combine(to, Path.GetFileName(file)), overwrite: true);
    }

    private static string Committed([CallerFilePath] string thisFile = "") =>
        Path.GetFullPath("../../MusicGen.Edge.Tests/Data/models/tiny", Path.GetDirectoryName(thisFile)!);
}
