using System.Globalization;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>One build of the binding on old and new libraries, each in a process of its own.</summary>
public sealed class LibraryVersionTests
{
    [OnnxRuntimeVersionFact("1.11.0")]
    public void RunsOnTheOldestLibrary() => AssertAllWorks("1.11.0", "EntryPointNotFoundException");

    [OnnxRuntimeVersionFact("1.16.3")]
    public void RunsOnALibraryOfTheMiddle() => AssertAllWorks("1.16.3", "EntryPointNotFoundException");

    // Built with CUDA, but without its provider library: refused by the runtime and not by the loader.
    [OnnxRuntimeVersionFact("1.23.2")]
    public void RunsOnTheLibraryShipped() => AssertAllWorks("1.23.2", ProbeRun.Rid == "linux-x64" ? "OnnxRuntimeException" : "EntryPointNotFoundException");

    private static void AssertAllWorks(string version, string cudaFailure)
    {
        var probe = ProbeRun.Start(ProbeRun.Fetched("onnxruntime-" + version));

        Assert.Equal(version, probe["version"]);
        Assert.Equal("größe:4 × 3;vocabulary:c0ffee", probe["properties"]);
        Assert.Equal("-1,4", probe["shape"]);
        AssertLogits(probe["logits"]);
        Assert.Equal("0", probe["allocated"]);
        Assert.Equal("NoSuchFile", probe["error-file"]);
        Assert.Equal("InvalidProtobuf", probe["error-garbage"]);
        Assert.Equal("InvalidArgument", probe["error-empty"]);
        Assert.Equal("InvalidArgument", probe["error-shape"]);
        Assert.Equal("Fail", probe["error-ended"]);
        Assert.Equal(cudaFailure, probe["cuda"]);
        Assert.Equal("OnnxRuntimeException", probe["cuda-options"]);
        Assert.Equal("x", probe["fallback"]);
        Assert.Equal("yes", probe["logged"]);
        Assert.Contains(Version.Parse(version) < new Version(1, 14) ? "1.14 or later expected" : "ORT_LOGGING_LEVEL_ERROR", probe["log-level"]);
    }

    private static void AssertLogits(string said)
    {
        var reference = new LstmReference();
        var expected = Array.Empty<float>();
        for (var step = 0; step < Probe.Steps; step++)
        {
            expected = reference.Forward(step % TinyModels.LstmVocabulary);
        }

        var logits = said.Split(',').Select(number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray();
        for (var v = 0; v < expected.Length; v++)
        {
            Assert.Equal(expected[v], logits[v], 1e-5f);
        }
    }
}
