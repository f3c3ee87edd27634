using System.Runtime.InteropServices;
using System.Text;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>Names a memory: which device's, and by which allocator. Values and bindings say with it where their bytes lie.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class OrtMemoryInfo : SafeHandle, IEquatable<OrtMemoryInfo>
{
    /// <summary>Allocator names as the native side spells them, zero-terminated.</summary>
    public static readonly byte[] allocatorCPU = "Cpu\0"u8.ToArray();
    public static readonly byte[] allocatorCUDA = "Cuda\0"u8.ToArray();
    public static readonly byte[] allocatorCUDA_PINNED = "CudaPinned\0"u8.ToArray();

    private static readonly Lock _gate = new();
    private static OrtMemoryInfo? _defaultInstance;

    private readonly bool _isOwned;

    public OrtMemoryInfo(string allocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : this(OrtApi.CreateMemoryInfo(allocatorName, allocatorType, deviceId, memoryType), isOwned: true)
    {
    }

    /// <param name="allocatorName">One of the names above.</param>
    public OrtMemoryInfo(byte[] allocatorName, OrtAllocatorType allocatorType, int deviceId, OrtMemType memoryType)
        : this(Encoding.UTF8.GetString(allocatorName).TrimEnd('\0'), allocatorType, deviceId, memoryType)
    {
    }

    internal OrtMemoryInfo(nint memoryInfo, bool isOwned)
        : base(0, ownsHandle: true)
    {
        SetHandle(memoryInfo);
        _isOwned = isOwned;
    }

    /// <summary>The CPU's memory. Do not dispose it.</summary>
    public static OrtMemoryInfo DefaultInstance
    {
        get
        {
            lock (_gate)
            {
                return _defaultInstance ??= new OrtMemoryInfo("Cpu", OrtAllocatorType.DeviceAllocator, 0, OrtMemType.Cpu);
            }
        }
    }

    public override bool IsInvalid => handle == 0;

    public string Name => OrtApi.GetMemoryName(Pointer);

    /// <summary>The device's number.</summary>
    public int Id => OrtApi.GetMemoryId(Pointer);

    internal nint Pointer => IsClosed ? throw new ObjectDisposedException(nameof(OrtMemoryInfo)) : handle;

    public OrtMemType GetMemoryType() => OrtApi.GetMemoryType(Pointer);

    public OrtAllocatorType GetAllocatorType() => OrtApi.GetMemoryAllocatorType(Pointer);

    public bool Equals(OrtMemoryInfo? other) =>
        other is not null && (ReferenceEquals(this, other) || Pointer == other.Pointer || OrtApi.AreEqual(Pointer, other.Pointer));

    public override bool Equals(object? obj) => Equals(obj as OrtMemoryInfo);

    public override int GetHashCode() => HashCode.Combine(Name, Id, GetMemoryType(), GetAllocatorType());

    protected override bool ReleaseHandle()
    {
        if (_isOwned)
        {
            OrtApi.ReleaseMemoryInfo(handle);
        }

        handle = 0;
        return true;
    }
}
