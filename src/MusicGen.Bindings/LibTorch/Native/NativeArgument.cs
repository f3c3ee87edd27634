using System.Runtime.InteropServices;

namespace MusicGen.Bindings.LibTorch;

/// <summary>One operator argument as the shim reads it: a tag, a value or pointer, a count.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct NativeArgument
{
    internal long Tag;
    internal long Bits;
    internal long Count;
}
