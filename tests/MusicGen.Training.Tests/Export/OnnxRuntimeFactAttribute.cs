using System.Runtime.InteropServices;

namespace MusicGen.Training.Tests;

/// <summary>A fact that runs graphs; skipped with the reason where ONNX Runtime's library is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    public OnnxRuntimeFactAttribute() => Skip = Reason;

    /// <summary>Why graphs cannot run here, or null.</summary>
    public static string? Reason { get; } = Find();

    private static string? Find()
    {
        try
        {
            return OrtEnv.Instance() is null ? "no environment" : null;
        }
        catch (Exception failure) when (failure is DllNotFoundException or TypeInitializationException)
        {
            return "libonnxruntime is not there: " + (failure.InnerException ?? failure).Message;
        }
    }
}
