namespace MusicGen.Core.Tests;

/// <summary>Counts the bytes that a warm piece of code allocates on its thread.</summary>
public static class Allocation
{
    public static long BytesOf(Action warmUp, Action measured)
    {
        warmUp();
        var before = GC.GetAllocatedBytesForCurrentThread();
        measured();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
