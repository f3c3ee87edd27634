namespace MusicGen.Core.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void OneObjectPerRoundIsSeen()
    {
        object? kept = null;
        void Allocate() => kept = new object();

        Assert.InRange(Allocation.BytesOf(Allocate, Allocate), 1, 1000);
        Assert.NotNull(kept);
    }
}
