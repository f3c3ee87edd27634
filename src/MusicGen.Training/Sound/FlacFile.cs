using System.Numerics;

namespace MusicGen.Training;

/// <summary>
/// Encodes sound as FLAC (RFC 9639), without loss: 16 bits, one channel, fixed predictors. Small enough to carry examples inside a page.
/// </summary>
internal static class FlacFile
{
    private const int BlockSamples = 4096, HighestOrder = 4, PartitionOrder = 4;

    /// <param name="samples">The sound.</param>
    /// <param name="sampleRateHz">Samples a second, 1–655,350.</param>
    public static byte[] Encode(ReadOnlySpan<short> samples, int sampleRateHz)
    {
        var bits = new BitWriter();
        foreach (var letter in "fLaC"u8) bits.Write(letter, 8);
        WriteStreamInfo(bits, samples.Length, sampleRateHz);
        for (int start = 0, frame = 0; start < samples.Length; start += BlockSamples, frame++)
            WriteFrame(bits, samples[start..Math.Min(samples.Length, start + BlockSamples)], frame);
        return bits.ToArray();
    }

    private static void WriteStreamInfo(BitWriter bits, long samples, int sampleRateHz)
    {
        bits.Write(0x80, 8);
        bits.Write(34, 24);
        bits.Write(BlockSamples, 16);
        bits.Write(BlockSamples, 16);
        bits.Write(0, 24);
        bits.Write(0, 24);
        bits.Write((uint)sampleRateHz, 20);
        bits.Write(0, 3);
        bits.Write(15, 5);
        bits.Write((uint)(samples >> 32), 4);
        bits.Write((uint)samples, 32);
        // No MD5: zeros say that it was not computed.
        for (var i = 0; i < 4; i++) bits.Write(0, 32);
    }

    private static void WriteFrame(BitWriter bits, ReadOnlySpan<short> block, int number)
    {
        var start = bits.ByteCount;
        bits.Write(0xFFF8, 16);
        bits.Write(0x70, 8);
        bits.Write(0x08, 8);
        foreach (var part in Utf8Of(number)) bits.Write(part, 8);
        bits.Write((uint)(block.Length - 1), 16);
        bits.Write(Check(bits.BytesFrom(start), 0x07, 8), 8);
        WriteSubframe(bits, block);
        bits.Align();
        bits.Write(Check(bits.BytesFrom(start), 0x8005, 16), 16);
    }

    private static byte[] Utf8Of(int number) => number < 0x80
        ? [(byte)number]
        : number < 0x800
            ? [(byte)(0xC0 | number >> 6), (byte)(0x80 | (number & 63))]
            : [(byte)(0xE0 | number >> 12), (byte)(0x80 | (number >> 6 & 63)), (byte)(0x80 | (number & 63))];

    private static void WriteSubframe(BitWriter bits, ReadOnlySpan<short> block)
    {
        // Each order's remainder is the difference of neighbours in the one before; the order with the smallest one is taken.
        var best = Array.ConvertAll(block.ToArray(), sample => (int)sample);
        var next = best;
        var order = 0;
        for (var tried = 1; tried <= Math.Min(HighestOrder, block.Length - 1); tried++)
        {
            next = Differences(next);
            if (next.Skip(HighestOrder).Sum(r => (long)Math.Abs(r)) < best.Skip(HighestOrder).Sum(r => (long)Math.Abs(r))) (best, order) = (next, tried);
        }

        bits.Write((uint)(0x08 | order) << 1, 8);
        for (var i = 0; i < order; i++) bits.Write((uint)block[i], 16);
        WriteRemainder(bits, best, order);
    }

    private static int[] Differences(int[] values)
    {
        var differences = new int[values.Length];
        for (var i = 1; i < values.Length; i++) differences[i] = values[i] - values[i - 1];
        return differences;
    }

    private static void WriteRemainder(BitWriter bits, int[] remainder, int order)
    {
        // A block that cannot be divided evenly, the last one, is a single partition.
        var partitions = remainder.Length % (1 << PartitionOrder) == 0 && remainder.Length >> PartitionOrder > order ? PartitionOrder : 0;
        bits.Write(0, 2);
        bits.Write((uint)partitions, 4);
        var length = remainder.Length >> partitions;
        for (var p = 0; p < 1 << partitions; p++)
        {
            var part = remainder.AsSpan(p * length, length)[(p == 0 ? order : 0)..];
            double mean = 0;
            foreach (var r in part) mean += Folded(r);
            var rice = Math.Clamp(BitOperations.Log2((uint)(mean / Math.Max(1, part.Length) * 0.7) + 1), 0, 14);
            bits.Write((uint)rice, 4);
            foreach (var r in part)
            {
                bits.WriteUnary(Folded(r) >> rice);
                bits.Write(Folded(r), rice);
            }
        }
    }

    // 0, -1, 1, -2, 2 … as 0, 1, 2, 3, 4 …
    private static uint Folded(int value) => (uint)((value << 1) ^ (value >> 31));

    private static uint Check(ReadOnlySpan<byte> bytes, uint polynomial, int width)
    {
        uint check = 0;
        foreach (var b in bytes)
        {
            check ^= (uint)b << (width - 8);
            for (var bit = 0; bit < 8; bit++) check = (check >> (width - 1) & 1) != 0 ? check << 1 ^ polynomial : check << 1;
        }

        return check & (uint)((1ul << width) - 1);
    }
}
