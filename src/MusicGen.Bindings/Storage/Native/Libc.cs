using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace MusicGen.Bindings.Storage.Native;

/// <summary>The system calls that make a rename last (open(2), fsync(2)); constants are Linux's but for O_DIRECTORY, which differs between x64 and arm64.</summary>
internal static partial class Libc
{
    public const int ReadOnly = 0;
    public const int CloseOnExec = 0x80000;
    public const int InvalidArgument = 22;

    private const string Library = "libc";

    /// <summary>O_DIRECTORY.</summary>
    public static int Folder => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileHandle Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(SafeFileHandle file);
}
