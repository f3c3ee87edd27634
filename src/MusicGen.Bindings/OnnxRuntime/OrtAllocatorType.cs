namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>Whether an allocator keeps an arena or goes to the device each time.</summary>
public enum OrtAllocatorType
{
    DeviceAllocator = 0,
    ArenaAllocator = 1,
}
