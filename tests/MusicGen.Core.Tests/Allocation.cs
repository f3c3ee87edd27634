namespace MusicGen.Core.Tests;

/// <summary>Counts the bytes that a warm piece of code allocates on its thread.</summary>
public static class Allocation
{
    /// <summary>
    /// The fewest bytes of three rounds: what the code itself allocates shows in every round, what the runtime allocates
    /// once while it recompiles a method in the background does not.
    /// </summary>
    public static long BytesOf(Action warmUp, Action measured)
    {
        warmUp();
        var fewest = long.MaxValue;
        for (var round = 0; round < 3; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            measured();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
