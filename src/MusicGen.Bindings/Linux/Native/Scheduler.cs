using System.Runtime.InteropServices;

namespace MusicGen.Bindings.Linux.Native;

/// <summary>The system calls that give a thread its place in the scheduler: sched_setscheduler(2), sched_getscheduler(2), setpriority(2).</summary>
internal static partial class Scheduler
{
    public const int Fifo = 1;

    // Threads started by this one do not inherit its priority.
    public const int ResetOnFork = 0x4000_0000;

    // On Linux 0 as process means the calling thread alone, against what POSIX says.
    public const int Process = 0;

    private const string Library = "libc";

    [LibraryImport(Library, EntryPoint = "sched_setscheduler", SetLastError = true)]
    public static partial int SetScheduler(int thread, int policy, in int priority);

    [LibraryImport(Library, EntryPoint = "sched_getscheduler", SetLastError = true)]
    public static partial int GetScheduler(int thread);

    [LibraryImport(Library, EntryPoint = "setpriority", SetLastError = true)]
    public static partial int SetPriority(int which, int who, int nice);
}
