using System.Runtime.InteropServices;

namespace MusicGen.Edge;

/// <summary>Bytes that never move and start at a cache line: what the model's engine reads and writes in place.</summary>
internal sealed class PinnedBuffer
{
    private const int AlignmentBytes = 64;

    private readonly byte[] _bytes;
    private readonly int _offset;

    /// <summary>Takes zeroed memory.</summary>
    public PinnedBuffer(int byteCount)
    {
        ByteCount = byteCount;
        _bytes = GC.AllocateArray<byte>(byteCount + AlignmentBytes, pinned: true);
        var address = Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);
        _offset = (int)(-address & (AlignmentBytes - 1));
        Address = address + _offset;
    }

    /// <summary>First byte.</summary>
    public nint Address { get; }

    /// <summary>Bytes to use.</summary>
    public int ByteCount { get; }

    /// <summary>The memory as values of one type.</summary>
    public Span<T> As<T>()
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(_bytes.AsSpan(_offset, ByteCount));
}
