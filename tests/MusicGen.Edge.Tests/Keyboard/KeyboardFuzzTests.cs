using System.Diagnostics;

namespace MusicGen.Edge.Tests;

/// <summary>Any bytes may come out of a cable. <c>MUSICGEN_FUZZ_BYTES=10000000</c> makes the run long.</summary>
public sealed class KeyboardFuzzTests
{
    private const int DefaultBytes = 300_000;

    private static int ByteCount =>
        int.TryParse(Environment.GetEnvironmentVariable("MUSICGEN_FUZZ_BYTES"), out var count) ? count : DefaultBytes;

    [Theory]
    [InlineData(1, Kind.Noise)]
    [InlineData(2, Kind.Music)]
    [InlineData(3, Kind.DamagedPlaying)]
    public void AnyBytesLeaveNothingHangingAndTakeBoundedTimeAndMemory(int seed, Kind kind)
    {
        // A queue and an inbox that are nearly always too small, so that every way of losing an event is taken.
        using var stage = new KeyboardStage(queueEvents: 256, inboxEvents: 64);
        var random = new Random(seed);
        var keys = new HashSet<int>();
        stage.Controllers.Bind(74, SteeringParameter.Find("tempo")!);
        var keyboard = stage.Ports.Plug("fuzz");
        stage.Turn();
        Span<byte> bytes = stackalloc byte[1024];
        var memory = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();

        for (var sent = 0; sent < ByteCount; sent += bytes.Length)
        {
            Fill(bytes, kind, random);
            keyboard.Send(bytes);
            stage.Input.Step();
            if (random.Next(3) == 0) stage.Sound();
            if (random.Next(4) == 0) Follow(stage.Inbox, keys);
            if (random.Next(50) == 0) stage.Time.Advance(random.Next(400));
        }

        // Ten times what a busy core took: it finds time that grows with what came before. Memory: only the scans of the ports, once a second.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30 + ByteCount * 20e-6);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - memory, 0, 100_000 + ByteCount / 4);
        Assert.True(stage.Input.MessageCount > ByteCount / 100);
        stage.Ports.Unplug("fuzz");
        for (var i = 0; i < 16; i++)
        {
            stage.Turn();
            Follow(stage.Inbox, keys);
        }

        AssertRest(stage);
        Assert.Empty(keys);
    }

    private static void Fill(Span<byte> bytes, Kind kind, Random random)
    {
        random.NextBytes(bytes);
        if (kind == Kind.Music) MakeMusic(bytes, random);
        else if (kind == Kind.DamagedPlaying) Damage(bytes[..Playing.Write(bytes, random)], random);
    }

    // What the conductor would believe to be held down.
    private static void Follow(Inbox inbox, HashSet<int> keys)
    {
        while (inbox.TryTake(out var boxEvent))
        {
            if (boxEvent.Kind == BoxEventKind.KeyDown) keys.Add(boxEvent.Number);
            else if (boxEvent.Kind == BoxEventKind.KeyUp) Assert.True(keys.Remove(boxEvent.Number), "A key came up that was not down.");
        }
    }

    // One byte in a hundred is another one, missing, or there twice: a bad cable.
    private static void Damage(Span<byte> bytes, Random random)
    {
        for (var i = 1; i < bytes.Length; i++)
        {
            switch (random.Next(300))
            {
                case 0: bytes[i] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[i] = bytes[i - 1]; break;
                case 2: bytes[i] = 0xFE; break;
            }
        }
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

    /// <summary>What comes out of the cable.</summary>
    public enum Kind
    {
        /// <summary>Any bytes.</summary>
        Noise,

        /// <summary>Messages without sense.</summary>
        Music,

        /// <summary>What a person plays, over a bad cable.</summary>
        DamagedPlaying,
    }
}
