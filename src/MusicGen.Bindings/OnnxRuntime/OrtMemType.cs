namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>What memory of a device is for.</summary>
public enum OrtMemType
{
    CpuInput = -2,
    CpuOutput = -1,
    Cpu = CpuOutput,
    Default = 0,
}
