using System.Buffers.Binary;
using System.Text;

namespace MusicGen.Core.Tests;

public sealed class WavWriterTests
{
    [Fact]
    public void HeaderSaysWhatTheFileHolds()
    {
        var bytes = Write(44_100, w => w.Write(new float[1000], new float[1000]));

        Assert.Equal("RIFF", Encoding.ASCII.GetString(bytes, 0, 4));
        Assert.Equal(bytes.Length - 8, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(4)));
        Assert.Equal("WAVEfmt ", Encoding.ASCII.GetString(bytes, 8, 8));
        Assert.Equal(16, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(16)));
        Assert.Equal(1, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(20)));
        Assert.Equal(2, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(22)));
        Assert.Equal(44_100, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24)));
        Assert.Equal(44_100 * 4, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(28)));
        Assert.Equal(4, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(32)));
        Assert.Equal(16, BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(34)));
        Assert.Equal("data", Encoding.ASCII.GetString(bytes, 36, 4));
        Assert.Equal(4000, BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(40)));
        Assert.Equal(44 + 4000, bytes.Length);
    }

    [Fact]
    public void SamplesAreInterleavedRoundedAndClipped()
    {
        var bytes = Write(48_000, w => w.Write([0, 0.5f, 2f, float.NaN], [-1f, 1f, -2f, 0.00002f]));

        var samples = new short[8];
        for (var i = 0; i < samples.Length; i++) samples[i] = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(44 + 2 * i));
        Assert.Equal([0, -32767, 16384, 32767, 32767, -32768, 0, 1], samples);
    }

    [Fact]
    public void BlocksOfAnyLengthGiveTheSameFileAsOneBlock()
    {
        var left = new float[10_000];
        var right = new float[10_000];
        for (var i = 0; i < left.Length; i++) (left[i], right[i]) = (MathF.Sin(i * 0.01f), MathF.Cos(i * 0.013f));

        var whole = Write(48_000, w => w.Write(left, right));
        var parts = Write(48_000, w =>
        {
            for (var i = 0; i < left.Length; i += 73)
            {
                var n = Math.Min(73, left.Length - i);
                w.Write(left.AsSpan(i, n), right.AsSpan(i, n));
            }
        });

        Assert.Equal(whole, parts);
    }

    private static byte[] Write(int sampleRateHz, Action<WavWriter> write)
    {
        var stream = new MemoryStream();
        using (var writer = new WavWriter(stream, sampleRateHz))
        {
            write(writer);
            writer.Finish();
        }

        return stream.ToArray();
    }
}
