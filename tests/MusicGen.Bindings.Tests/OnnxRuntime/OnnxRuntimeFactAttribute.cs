using MusicGen.Bindings.OnnxRuntime;

namespace MusicGen.Bindings.Tests.OnnxRuntime;

/// <summary>A test that needs libonnxruntime; skipped, with the loader's own words, where there is none.</summary>
public sealed class OnnxRuntimeFactAttribute : FactAttribute
{
    private static readonly string? _missing = WhatIsMissing();

    public OnnxRuntimeFactAttribute() => Skip = _missing;

    private static string? WhatIsMissing()
    {
        try
        {
            OrtEnv.Instance();
            return null;
        }
        catch (DllNotFoundException failure)
        {
            return failure.Message;
        }
    }
}
