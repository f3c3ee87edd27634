using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MusicGen.Bindings.FluidSynth.Native;

/// <summary>An anonymous file in memory with a path that libfluidsynth can open; gone with its handle, at the latest with the process.</summary>
internal sealed partial class MemoryFile
{
    private const uint CloseOnExec = 1;

    private readonly SafeFileHandle _handle;

    private MemoryFile(SafeFileHandle handle)
    {
        _handle = handle;
        Path = $"/proc/self/fd/{handle.DangerousGetHandle()}";
    }

    public string Path { get; }

    public static MemoryFile CopyOf(Stream stream)
    {
        var handle = Create("soundfont", CloseOnExec);
        if (handle.IsInvalid)
        {
            throw new IOException($"An anonymous file in memory was expected, but memfd_create failed: {Marshal.GetLastPInvokeErrorMessage()}");
        }

        var file = new MemoryFile(handle);
        using (var copy = new FileStream(file.Path, FileMode.Open, FileAccess.Write))
        {
            stream.CopyTo(copy);
        }

        return file;
    }

    /// <summary>memfd_create(2), in glibc from 2.27 on.</summary>
    [LibraryImport("libc", EntryPoint = "memfd_create", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial SafeFileHandle Create(string name, uint flags);
}
