using MusicGen.Bindings.LibTorch;

namespace MusicGen.Bindings.Tests.LibTorch;

/// <summary>A test that needs libtorch and the shim over it; skipped with the reason where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute()
    {
        if (!torch.TryInitializeDeviceType(DeviceType.CPU))
        {
            Skip = "libtorch or its shim is not installed (apt-get install libtorch-dev g++ cmake libopenblas0-pthread, then build)";
        }
    }
}
