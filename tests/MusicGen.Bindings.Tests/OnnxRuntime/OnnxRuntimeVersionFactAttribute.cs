namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>A test with one fetched version of libonnxruntime; skipped where that version is not fetched.</summary>
public sealed class OnnxRuntimeVersionFactAttribute : FactAttribute
{
    public OnnxRuntimeVersionFactAttribute(string version)
    {
        if (ProbeRun.Fetched("onnxruntime-" + version) is null)
        {
            Skip = $"libonnxruntime {version} is not fetched; run src/MusicGen.Bindings/OnnxRuntime/native/fetch.sh {version}.";
        }
    }
}
