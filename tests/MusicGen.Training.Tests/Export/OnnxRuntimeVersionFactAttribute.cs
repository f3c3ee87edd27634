using System.Runtime.InteropServices;

namespace MusicGen.Training.Tests;

/// <summary>A fact that needs one version of ONNX Runtime beside the default one; skipped with the reason where it was not fetched.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeVersionFactAttribute : FactAttribute
{
    public OnnxRuntimeVersionFactAttribute(string version)
    {
        Skip = OnnxRuntimeFactAttribute.Reason;
        if (FolderOf(version) is null)
            Skip ??= $"ONNX Runtime {version} is not in artifacts/native/onnxruntime-{version} (src/MusicGen.Bindings/OnnxRuntime/native/fetch.sh {version}).";
    }

    /// <summary>The folder of the fetched library, or null.</summary>
    public static string? FolderOf(string version)
    {
        var rid = "linux-" + RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant();
        for (var above = AppContext.BaseDirectory; above is not null; above = Path.GetDirectoryName(above))
        {
            var folder = Path.Combine(above, "artifacts", "native", "onnxruntime-" + version, rid);
            if (Directory.Exists(folder)) return folder;
        }

        return null;
    }
}
