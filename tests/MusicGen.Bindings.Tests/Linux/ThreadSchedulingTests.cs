using MusicGen.Bindings.Linux;

namespace MusicGen.Bindings.Tests.Linux;

public sealed class ThreadSchedulingTests
{
    [Fact]
    public void RealTimeIsEitherGivenOrRefusedWithAReasonAndConcernsThatThreadOnly()
    {
        var (refusal, isFifo) = (-1, false);
        var thread = new Thread(() => (refusal, isFifo) = (ThreadScheduling.TrySetFifo(40), ThreadScheduling.IsFifo()));
        thread.Start();
        thread.Join();

        Assert.Equal(refusal == 0, isFifo);
        Assert.True(refusal is 0 or ThreadScheduling.NotPermitted or ThreadScheduling.NotSupported, $"error {refusal}");
        Assert.False(ThreadScheduling.IsFifo());
    }

    [Fact]
    public void PriorityOutOfRangeIsRefusedWithTheKernelsError()
    {
        if (!OperatingSystem.IsLinux()) return;

        Assert.Equal(22, ThreadScheduling.TrySetFifo(1000));
    }

    [Fact]
    public void LowerNiceIsAlwaysGranted()
    {
        var refusal = -1;
        var thread = new Thread(() => refusal = ThreadScheduling.TrySetNice(5));
        thread.Start();
        thread.Join();

        Assert.Contains(refusal, new[] { 0, ThreadScheduling.NotSupported });
    }
}
