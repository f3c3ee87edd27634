using System.Runtime.InteropServices;

namespace MusicGen.Bindings.Linux.Native;

/// <summary>Owns one file descriptor of the process.</summary>
internal sealed class SafeFileDescriptor : SafeHandle
{
    public SafeFileDescriptor() : base(-1, ownsHandle: true)
    {
    }

    /// <summary>Owns a number that the kernel handed out in a structure.</summary>
    public SafeFileDescriptor(int number) : this() => SetHandle(number);

    // The generated code hands the int back sign-extended or not, depending on the architecture.
    public override bool IsInvalid => (int)handle < 0;

    /// <summary>The number itself, for poll; valid only while its owner keeps the handle open.</summary>
    public int Number => (int)handle;

    protected override bool ReleaseHandle() => Libc.Close((int)handle) == 0;
}
