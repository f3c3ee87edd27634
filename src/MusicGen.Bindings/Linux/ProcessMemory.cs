using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Linux;

/// <summary>How the kernel gives this process its memory. No call throws: a refusal is an answer.</summary>
public static class ProcessMemory
{
    /// <summary>
    /// Has the kernel give single pages, also where it would make huge ones of them by itself (prctl(2), PR_SET_THP_DISABLE). The whole process, from now on.
    /// </summary>
    /// <returns>0, or the error number.</returns>
    public static int TryDisableHugePages() => SystemCall.Try(() => Libc.ProcessControl(Libc.DisableHugePages, 1, 0, 0, 0));

    /// <summary>Whether <see cref="TryDisableHugePages"/> holds.</summary>
    public static bool IsWithoutHugePages()
    {
        var answer = 0;
        return SystemCall.Try(() => answer = Libc.ProcessControl(Libc.AreHugePagesDisabled, 0, 0, 0, 0)) == 0 && answer == 1;
    }
}
