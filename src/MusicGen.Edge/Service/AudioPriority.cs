using MusicGen.Bindings.Linux;

namespace MusicGen.Edge;

/// <summary>
/// Gets the audio thread ahead of the rest: real time if the system allows it, else a better nice value, else neither.
/// Which one it became is a sentence for the log; the music plays with each.
/// </summary>
internal static class AudioPriority
{
    // Above the 50 of the kernel's own interrupt threads nothing of the playing path is gained, and USB audio could starve.
    private const int FifoPriority = 40;
    private const int Nice = -11;

    /// <summary>Asks for the calling thread.</summary>
    /// <returns>What it became, and why not more.</returns>
    public static string Ask()
    {
        var refusal = ThreadScheduling.TrySetFifo(FifoPriority);
        if (refusal == 0) return $"audio thread: real time, SCHED_FIFO {FifoPriority}";
        var reason = refusal switch
        {
            ThreadScheduling.NotPermitted => "not permitted; LimitRTPRIO in the unit or a kernel with RT_GROUP_SCHED",
            ThreadScheduling.NotSupported => "this system has none",
            _ => $"error {refusal}",
        };
        return ThreadScheduling.TrySetNice(Nice) == 0
            ? $"audio thread: nice {Nice}; real time refused ({reason})"
            : $"audio thread: ordinary priority; real time refused ({reason})";
    }
}
