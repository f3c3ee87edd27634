namespace MusicGen.Midi.Tests;

/// <summary>Files damaged at random: only the promised exceptions, no hang, no great memory, and as much read as can be.</summary>
public sealed class DamagedFileTests
{
    private const int CopyCount = 20_000;

    private static readonly byte[] Whole = Smf.File(
        [0x00, 0xFF, 0x03, 4, .. "Test"u8, 0x00, 0xFF, 0x58, 4, 3, 2, 24, 8, 0x00, 0xFF, 0x51, 3, 7, 0xA1, 0x20, 0x83, 0x60, 0xFF, 0x51, 3, 6, 0, 0],
        [.. Phrase(0), 0x00, 0xF0, 4, 0x7E, 0x7F, 9, 0xF7, .. Phrase(1)],
        [0x00, 0xC1, 19, .. Phrase(2), 0x00, 0xFF, 0x59, 2, 0xFE, 0, .. Phrase(3)]);

    [Fact]
    public void TolerantReadingTakesMostDamagedCopies()
    {
        var random = new SplitMix(1);
        var readCount = 0;
        for (var copy = 0; copy < CopyCount; copy++)
        {
            if (TryUse(Damage(random), Smf.Tolerant()))
                readCount++;
        }

        Assert.InRange(readCount, CopyCount * 80 / 100, CopyCount);
    }

    [Fact]
    public void StrictReadingRefusesOnlyWithThePromisedExceptions()
    {
        var random = new SplitMix(2);
        var readCount = 0;
        for (var copy = 0; copy < CopyCount; copy++)
        {
            if (TryUse(Damage(random), new ReadingSettings()))
                readCount++;
        }

        Assert.InRange(readCount, 1, CopyCount / 2);
    }

    [Fact]
    public void RandomBytesBehindAHeaderAreBorne()
    {
        var random = new SplitMix(3);
        for (var copy = 0; copy < 2_000; copy++)
        {
            var noise = new byte[random.Next(400)];
            random.Fill(noise);
            TryUse([.. Smf.Header(1, 1, 96), .. Smf.Chunk("MTrk", noise)], Smf.Tolerant());
            TryUse(noise, Smf.Tolerant());
        }
    }

    [Fact]
    public void MemoryStaysInProportionToTheFile()
    {
        var random = new SplitMix(4);
        for (var copy = 0; copy < 2_000; copy++)
        {
            var bytes = Damage(random);
            var before = GC.GetAllocatedBytesForCurrentThread();
            TryUse(bytes, Smf.Tolerant());
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
        }
    }

    private static byte[] Phrase(byte channel) =>
    [
        0x00, (byte)(0xB0 | channel), 64, 127, 0x00, (byte)(0x90 | channel), 60, 80, 0x00, 64, 81, 0x60, 67, 82, 0x60, (byte)(0x80 | channel), 60, 64,
        0x00, 64, 64, 0x81, 0x00, 67, 64, 0x00, (byte)(0xE0 | channel), 0, 64, 0x10, (byte)(0xB0 | channel), 64, 0,
    ];

    /// <summary>Reads a file and asks everything of it; false where it is refused in one of the promised ways.</summary>
    private static bool TryUse(byte[] bytes, ReadingSettings settings)
    {
        try
        {
            var file = Smf.Read(bytes, settings);
            if (file.TimeDivision is not null)
            {
                var map = file.GetTempoMap();
                foreach (var note in file.GetNotes())
                    note.LengthAs<MetricTimeSpan>(map);
                file.GetDuration<MetricTimeSpan>();
            }

            Smf.Write(file.TimeDivision is null ? new MidiFile(file.Chunks) : file);
            return true;
        }
        catch (Exception failure) when (failure is MidiException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>One to three faults: a byte changed, a bit turned, bytes lost, bytes doubled, or the end cut off.</summary>
    private static byte[] Damage(SplitMix random)
    {
        var bytes = Whole.ToList();
        for (var fault = random.Next(3); fault >= 0; fault--)
        {
            var place = random.Next(bytes.Count);
            var length = Math.Min(1 + random.Next(4), bytes.Count - place);
            switch (random.Next(5))
            {
                case 0:
                    bytes[place] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[place] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(place, length);
                    break;
                case 3:
                    bytes.InsertRange(place, bytes.GetRange(place, length));
                    break;
                default:
                    if (bytes.Count > 40)
                        bytes.RemoveRange(Math.Max(40, place), bytes.Count - Math.Max(40, place));
                    break;
            }
        }

        return [.. bytes];
    }
}
