using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>The CUDA provider's settings by name (the C API's V2 form), for <see cref="SessionOptions.AppendExecutionProvider_CUDA(OrtCUDAProviderOptions)"/>.</summary>
public sealed class OrtCUDAProviderOptions : SafeHandle
{
    /// <exception cref="OnnxRuntimeException">The library was built without CUDA, or its provider library is missing.</exception>
    public OrtCUDAProviderOptions()
        : base(0, ownsHandle: true) => SetHandle(OrtApi.CreateCudaOptions());

    public override bool IsInvalid => handle == 0;

    internal nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(OrtCUDAProviderOptions)) : handle;

    /// <summary>All settings as "name=value;…".</summary>
    public string GetOptions() => OrtApi.GetCudaOptionsAsString(Pointer);

    public void UpdateOptions(Dictionary<string, string> providerOptions) => OrtApi.UpdateCudaOptions(Pointer, providerOptions);

    protected override bool ReleaseHandle()
    {
        OrtApi.ReleaseCudaOptions(handle);
        handle = 0;
        return true;
    }
}
