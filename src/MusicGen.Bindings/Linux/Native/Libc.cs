using System.Runtime.InteropServices;

namespace MusicGen.Bindings.Linux.Native;

/// <summary>
/// The system calls on files and devices that the bindings take, in one place: open(2), read(2), write(2), ioctl(2), poll(2), eventfd(2),
/// fsync(2), setenv(3); and prctl(2) on the process. Constants are Linux's, the same on x64 and arm64 but for O_DIRECTORY.
/// </summary>
internal static partial class Libc
{
    public const int ReadOnly = 0;
    public const int WriteOnly = 1;
    public const int ReadWrite = 2;
    public const int NonBlocking = 0x800;
    public const int CloseOnExec = 0x80000;

    public const short PollIn = 0x1;
    public const short PollOut = 0x4;
    public const short PollError = 0x8;
    public const short PollHangUp = 0x10;
    public const short PollInvalid = 0x20;

    public const int NotPermitted = 1;
    public const int NoEntry = 2;
    public const int Interrupted = 4;
    public const int InputOutput = 5;
    public const int NoSuchAddress = 6;
    public const int TryAgain = 11;
    public const int AccessDenied = 13;
    public const int Busy = 16;
    public const int NoDevice = 19;
    public const int InvalidArgument = 22;
    public const int NotATerminal = 25;
    public const int NoSpace = 28;

    // PR_SET_THP_DISABLE and PR_GET_THP_DISABLE.
    public const int DisableHugePages = 41;
    public const int AreHugePagesDisabled = 42;

    private const string Library = "libc";

    /// <summary>O_DIRECTORY.</summary>
    public static int Folder => RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? 0x4000 : 0x10000;

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial SafeFileDescriptor Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "read", SetLastError = true)]
    public static partial nint Read(SafeFileDescriptor file, Span<byte> buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileDescriptor file, in ulong value, nuint count);

    [LibraryImport(Library, EntryPoint = "write", SetLastError = true)]
    public static partial nint Write(SafeFileDescriptor file, ReadOnlySpan<byte> buffer, nuint count);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(SafeFileDescriptor file, nuint request, Span<byte> argument);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static unsafe partial int Control(SafeFileDescriptor file, nuint request, void* argument);

    [LibraryImport(Library, EntryPoint = "ioctl", SetLastError = true)]
    public static partial int Control(SafeFileDescriptor file, nuint request, nint argument);

    [LibraryImport(Library, EntryPoint = "close")]
    public static partial int Close(int file);

    [LibraryImport(Library, EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(Span<PollEntry> entries, nuint count, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "eventfd", SetLastError = true)]
    public static partial SafeFileDescriptor EventFile(uint start, int flags);

    [LibraryImport(Library, EntryPoint = "fsync", SetLastError = true)]
    public static partial int Sync(SafeFileDescriptor file);

    [LibraryImport(Library, EntryPoint = "prctl", SetLastError = true)]
    public static partial int ProcessControl(int option, nuint argument, nuint third, nuint fourth, nuint fifth);

    /// <summary>Sets a variable where native libraries read it; .NET's own setter does not reach there.</summary>
    [LibraryImport(Library, EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetEnvironment(string name, string value, int overwrite);

    /// <summary>struct pollfd.</summary>
    public struct PollEntry
    {
        public int File;
        public short Wanted;
        public short Found;
    }
}
