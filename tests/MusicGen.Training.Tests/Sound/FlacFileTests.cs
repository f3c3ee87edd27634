namespace MusicGen.Training.Tests;

public sealed class FlacFileTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4096)]
    [InlineData(10_000)]
    public void EverySampleComesBack(int count)
    {
        var random = new SplitMix(7);
        var sound = Enumerable.Range(0, count).Select(i => (short)(12_000 * Math.Sin(i * 0.03) + random.Around(200))).ToArray();

        Assert.Equal(sound, Decode(FlacFile.Encode(sound, 22_050)));
    }

    [Fact]
    public void TheLoudestAndSilenceComeBack()
    {
        short[] sound = [.. Enumerable.Range(0, 5000).Select(i => i % 2 == 0 ? short.MaxValue : short.MinValue), .. new short[5000]];

        Assert.Equal(sound, Decode(FlacFile.Encode(sound, 44_100)));
    }

    [Fact]
    public void ATonePacksToLessThanHalf()
    {
        var tone = Enumerable.Range(0, 44_100).Select(i => (short)(8000 * Math.Sin(i * 0.02))).ToArray();

        Assert.InRange(FlacFile.Encode(tone, 44_100).Length, 100, tone.Length);
    }

    /// <summary>A decoder of its own, after RFC 9639, for what the encoder uses of the format.</summary>
    private static short[] Decode(byte[] file)
    {
        Assert.Equal("fLaC"u8.ToArray(), file[..4]);
        var total = (int)(uint)(file[22] << 24 | file[23] << 16 | file[24] << 8 | file[25]);
        var samples = new List<short>();
        var at = 42 * 8;
        uint Read(int bits)
        {
            uint value = 0;
            for (; bits > 0; bits--, at++) value = value << 1 | (uint)(file[at / 8] >> (7 - at % 8) & 1);
            return value;
        }

        int Signed(int bits) => (int)(Read(bits) << (32 - bits)) >> (32 - bits);
        while (samples.Count < total)
        {
            Assert.Equal(0xFFF87008u, Read(32));
            var lead = Read(8);
            if (lead >= 0xC0) Read(8 * (lead >= 0xE0 ? 2 : 1));
            var length = (int)Read(16) + 1;
            Read(8);
            var order = (int)(Read(8) >> 1 & 7);
            var block = new int[length];
            for (var i = 0; i < order; i++) block[i] = Signed(16);
            Assert.Equal(0u, Read(2));
            var partitions = 1 << (int)Read(4);
            for (int p = 0, i = order; p < partitions; p++)
            {
                var rice = (int)Read(4);
                for (; i < length / partitions * (p + 1); i++)
                {
                    uint high = 0;
                    while (Read(1) == 0) high++;
                    var folded = high << rice | Read(rice);
                    block[i] = (int)(folded >> 1) ^ -(int)(folded & 1);
                    block[i] += order switch
                    {
                        1 => block[i - 1],
                        2 => 2 * block[i - 1] - block[i - 2],
                        3 => 3 * (block[i - 1] - block[i - 2]) + block[i - 3],
                        4 => 4 * (block[i - 1] + block[i - 3]) - 6 * block[i - 2] - block[i - 4],
                        _ => 0,
                    };
                }
            }

            at = (at + 7) / 8 * 8 + 16;
            samples.AddRange(block.Select(sample => (short)sample));
        }

        return [.. samples];
    }
}
