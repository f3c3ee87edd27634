using MusicGen.Bindings.OpenAL.Native;

namespace MusicGen.Bindings.OpenAL;

public unsafe partial class AL
{
    public static void GenBuffers(Span<int> buffers)
    {
        fixed (int* first = buffers)
        {
            AlNative.GenBuffers(buffers.Length, first);
        }
    }

    public static int[] GenBuffers(int n)
    {
        var buffers = new int[n];
        GenBuffers(buffers);
        return buffers;
    }

    public static int GenBuffer()
    {
        GenBuffer(out var buffer);
        return buffer;
    }

    public static void GenBuffer(out int buffer)
    {
        var made = 0;
        AlNative.GenBuffers(1, &made);
        buffer = made;
    }

    public static void DeleteBuffers(int[] buffers) => DeleteBuffers((ReadOnlySpan<int>)buffers);

    public static void DeleteBuffers(ReadOnlySpan<int> buffers)
    {
        fixed (int* first = buffers)
        {
            AlNative.DeleteBuffers(buffers.Length, first);
        }
    }

    public static void DeleteBuffer(int buffer) => AlNative.DeleteBuffers(1, &buffer);

    public static bool IsBuffer(int bid) => AlNative.IsBuffer(bid) != 0;

    /// <summary>Copies so many bytes of samples into the buffer, which must not be queued.</summary>
    public static void BufferData(int bid, ALFormat format, IntPtr buffer, int size, int freq) =>
        AlNative.BufferData(bid, (int)format, (void*)buffer, size, freq);

    /// <inheritdoc cref="BufferData(int, ALFormat, IntPtr, int, int)"/>
    public static void BufferData<TBuffer>(int bid, ALFormat format, TBuffer[] buffer, int freq)
        where TBuffer : unmanaged => BufferData(bid, format, (ReadOnlySpan<TBuffer>)buffer, freq);

    /// <inheritdoc cref="BufferData(int, ALFormat, IntPtr, int, int)"/>
    public static void BufferData<TBuffer>(int bid, ALFormat format, ReadOnlySpan<TBuffer> buffer, int freq)
        where TBuffer : unmanaged
    {
        fixed (TBuffer* first = buffer)
        {
            AlNative.BufferData(bid, (int)format, first, buffer.Length * sizeof(TBuffer), freq);
        }
    }

    public static int GetBuffer(int bid, ALGetBufferi param)
    {
        var value = 0;
        AlNative.GetBuffer(bid, (int)param, &value);
        return value;
    }
}
