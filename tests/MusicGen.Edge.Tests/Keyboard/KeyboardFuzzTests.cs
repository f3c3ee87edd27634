using System.Diagnostics;

namespace MusicGen.Edge.Tests;

/// <summary>Any bytes may come out of a cable. <c>MUSICGEN_FUZZ_BYTES=10000000</c> makes the run long.</summary>
public sealed class KeyboardFuzzTests
{
    private const int DefaultBytes = 300_000;

    private static int ByteCount =>
        int.TryParse(Environment.GetEnvironmentVariable("MUSICGEN_FUZZ_BYTES"), out var count) ? count : DefaultBytes;

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void AnyBytesLeaveNothingHangingAndTakeBoundedTimeAndMemory(int seed, bool isMusic)
    {
        // A queue that is nearly always too small, so that every way of losing an event is taken.
        using var stage = new KeyboardStage(queueEvents: 256);
        var random = new Random(seed);
        var keyboard = stage.Ports.Plug("fuzz");
        stage.Turn();
        Span<byte> bytes = stackalloc byte[1024];
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();

        for (var sent = 0; sent < ByteCount; sent += bytes.Length)
        {
            random.NextBytes(bytes);
            if (isMusic) MakeMusic(bytes, random);
            keyboard.Send(bytes);
            stage.Input.Step();
            if (random.Next(3) == 0) stage.Sound();
            if (random.Next(50) == 0) stage.Time.Advance(random.Next(400));
        }

        // Ten times what a busy core took: it finds time that grows with what came before. Memory: only the scans of the ports, once a second.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30 + ByteCount * 20e-6);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - memory, 0, 100_000 + ByteCount / 4);
        Assert.True(stage.Input.MessageCount > ByteCount / 100);
        for (var i = 0; i < 8; i++) stage.Turn();
        stage.Ports.Unplug("fuzz");
        for (var i = 0; i < 8; i++) stage.Turn();
        AssertRest(stage);
    }

    // Running status, notes, pedals and wheels with a wrong byte now and then: gets further than noise does.
    private static void MakeMusic(Span<byte> bytes, Random random)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i % 3 == 0) bytes[i] = (byte)(0x80 | (random.Next(6) switch { 0 or 1 => 0x10, 2 => 0x30, 3 => 0x60, 4 => 0x40, _ => 0 }) | random.Next(16));
            else if (random.Next(40) != 0) bytes[i] &= 0x7F;
        }
    }

    private static void AssertRest(KeyboardStage stage)
    {
        Assert.Equal(0, stage.Synthesizer.SoundingCount);
        for (var channel = 0; channel < 16; channel++)
        {
            Assert.Equal(8192, stage.Synthesizer.BendOf(channel));
            foreach (var pedal in (int[])[64, 65, 66, 67, 69]) Assert.InRange(stage.Synthesizer.Controller(channel, pedal), -1, 0);
        }
    }
}
