using System.Runtime.InteropServices;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>Hands out native memory: the CPU's, or that of a device a session runs on.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class OrtAllocator : SafeHandle
{
    private static readonly Lock _gate = new();
    private static OrtAllocator? _defaultInstance;

    private readonly OrtSessionHandle? _session; // null: the default allocator, which is never released

    /// <exception cref="OnnxRuntimeException">The session has no provider for that memory.</exception>
    public OrtAllocator(InferenceSession session, OrtMemoryInfo memInfo)
        : base(0, ownsHandle: true)
    {
        SetHandle(OrtApi.CreateAllocator(session.Handle.Pointer, memInfo.Pointer));
        var isReferenced = false;
        session.Handle.DangerousAddRef(ref isReferenced);
        _session = session.Handle;
        GC.KeepAlive(memInfo);
    }

    private OrtAllocator()
        : base(0, ownsHandle: true) => SetHandle(OrtApi.DefaultAllocator);

    /// <summary>The CPU's allocator. Do not dispose it.</summary>
    public static OrtAllocator DefaultInstance
    {
        get
        {
            lock (_gate)
            {
                return _defaultInstance ??= new OrtAllocator();
            }
        }
    }

    public override bool IsInvalid => handle == 0;

    public OrtMemoryInfo Info => new(OrtApi.AllocatorGetInfo(Pointer), isOwned: false);

    internal nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(OrtAllocator)) : handle;

    /// <param name="size">In bytes.</param>
    public OrtMemoryAllocation Allocate(uint size) => new(this, OrtApi.AllocatorAlloc(Pointer, size), size);

    protected override bool ReleaseHandle()
    {
        if (_session is not null)
        {
            OrtApi.ReleaseAllocator(handle);
            _session.DangerousRelease();
        }

        handle = 0;
        return true;
    }
}
