using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>A piece of memory from an <see cref="OrtAllocator"/>, for binding inputs and outputs that stay on a device.</summary>
public sealed class OrtMemoryAllocation : SafeHandle
{
    private readonly OrtAllocator _allocator;

    internal OrtMemoryAllocation(OrtAllocator allocator, nint memory, uint size)
        : base(0, ownsHandle: true)
    {
        var isReferenced = false;
        allocator.DangerousAddRef(ref isReferenced);
        _allocator = allocator;
        Size = size;
        SetHandle(memory);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>In bytes.</summary>
    public uint Size { get; }

    public OrtMemoryInfo Info => _allocator.Info;

    internal nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(OrtMemoryAllocation)) : handle;

    protected override bool ReleaseHandle()
    {
        OrtApi.AllocatorFree(_allocator.DangerousGetHandle(), handle);
        _allocator.DangerousRelease();
        handle = 0;
        return true;
    }
}
