using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Linux;

/// <summary>
/// Asks the kernel to run the calling thread before others; <see cref="Thread.Priority"/> does nothing on Linux. Every
/// call concerns the calling thread only and never throws: a refusal is an answer.
/// </summary>
public static class ThreadScheduling
{
    /// <summary>No permission (EPERM): no LimitRTPRIO/LimitNICE, or a kernel with RT_GROUP_SCHED that gave the group no time.</summary>
    public const int NotPermitted = 1;

    /// <summary>The system has no such call (ENOSYS): not Linux.</summary>
    public const int NotSupported = 38;

    /// <summary>Asks for real-time scheduling, first in first out.</summary>
    /// <param name="priority">1–99; kernel threads of sound and USB run at 50.</param>
    /// <returns>0, or the error number.</returns>
    public static int TrySetFifo(int priority) => SystemCall.Try(() => Scheduler.SetScheduler(0, Scheduler.Fifo | Scheduler.ResetOnFork, priority));

    /// <summary>Asks for a nice value.</summary>
    /// <param name="nice">-20 (first) to 19 (last).</param>
    /// <returns>0, or the error number.</returns>
    public static int TrySetNice(int nice) => SystemCall.Try(() => Scheduler.SetPriority(Scheduler.Process, 0, nice));

    /// <summary>Whether the calling thread runs in real time, first in first out.</summary>
    public static bool IsFifo()
    {
        var policy = 0;
        return SystemCall.Try(() => policy = Scheduler.GetScheduler(0)) == 0 && (policy & ~Scheduler.ResetOnFork) == Scheduler.Fifo;
    }
}
