using System.Runtime.InteropServices;
using System.Text;

namespace MusicGen.Bindings.OnnxRuntime;

/// <summary>A string as the zero-terminated UTF-8 that the C API reads; short ones stay in the caller's scratch and cost no allocation.</summary>
internal unsafe ref struct Utf8Text
{
    public const int ScratchBytes = 256;

    private readonly bool _isOwned;

    /// <param name="text">The text; null stays a null pointer.</param>
    /// <param name="scratch">Stack memory: it must not move while this lives.</param>
    public Utf8Text(string? text, Span<byte> scratch)
    {
        if (text is null)
        {
            return;
        }

        var byteCount = Encoding.UTF8.GetByteCount(text);
        _isOwned = byteCount >= scratch.Length;
        Pointer = _isOwned ? (byte*)NativeMemory.Alloc((nuint)byteCount + 1) : (byte*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref scratch[0]);
        Encoding.UTF8.GetBytes(text, new Span<byte>(Pointer, byteCount));
        Pointer[byteCount] = 0;
    }

    public byte* Pointer { get; private set; }

    public void Dispose()
    {
        if (_isOwned)
        {
            NativeMemory.Free(Pointer);
        }

        Pointer = null;
    }
}
