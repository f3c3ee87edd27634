using MusicGen.Bindings.Linux;

namespace MusicGen.Bindings.Tests.Linux;

public sealed class ProcessMemoryTests
{
    [Fact]
    public void HugePagesAreOffForTheWholeProcessOrTheKernelSaysWhyNot()
    {
        var refusal = ProcessMemory.TryDisableHugePages();
        var other = false;
        var thread = new Thread(() => other = ProcessMemory.IsWithoutHugePages());
        thread.Start();
        thread.Join();

        Assert.Equal(refusal == 0, ProcessMemory.IsWithoutHugePages());
        Assert.Equal(refusal == 0, other);
        if (OperatingSystem.IsLinux()) Assert.Equal(0, refusal);
    }
}
