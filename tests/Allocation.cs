namespace MusicGen.Tests;

/// <summary>Counts the bytes that a warm piece of code allocates on its thread.</summary>
public static class Allocation
{
    /// <summary>
    /// The fewest bytes of three rounds: what the code itself allocates shows in every round. A single count is up to 8 KiB off where another thread collects garbage
    /// meanwhile, or the runtime recompiles a method.
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
