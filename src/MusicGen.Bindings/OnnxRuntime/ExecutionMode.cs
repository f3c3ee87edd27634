namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>Whether a session runs independent nodes one after another or side by side.</summary>
public enum ExecutionMode
{
    ORT_SEQUENTIAL = 0,
    ORT_PARALLEL = 1,
}
