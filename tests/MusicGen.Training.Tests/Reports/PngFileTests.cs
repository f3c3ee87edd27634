using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace MusicGen.Training.Tests;

public sealed class PngFileTests
{
    [Fact]
    public void PointsComeBackAsTheyWere()
    {
        int[] colours = [0xFF0000, 0x00FF00, 0x0000FF, 0x123456, 0xFFFFFF, 0x000000];

        var (width, height, rows) = Decode(PngFile.Encode(3, 2, colours));

        Assert.Equal((3, 2), (width, height));
        Assert.Equal(colours, rows);
    }

    [Fact]
    public void EvenAreasPackToLittle() => Assert.InRange(PngFile.Encode(1000, 1000, new int[1_000_000]).Length, 60, 5000);

    [Fact]
    public void LettersLeaveInkOnThePaper()
    {
        var drawing = new RasterDrawing(60, 20, 1);
        drawing.Text("W8", 2, 15, new Lettering(12));

        var (_, _, points) = Decode(drawing.ToPng());

        Assert.InRange(points.Count(colour => (colour & 255) < 128), 10, 200);
        Assert.Equal(0xFFFFFF, points[^1]);
    }

    /// <summary>A reader of its own for what the encoder writes: checks the order and the check sums of the chunks, undoes the rows.</summary>
    private static (int Width, int Height, int[] Colours) Decode(byte[] png)
    {
        Assert.Equal(0x89504E470D0A1A0Aul, BinaryPrimitives.ReadUInt64BigEndian(png));
        var at = 8;
        (string Name, byte[] Content) Chunk()
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var body = png.AsSpan(at + 4, length + 4);
            Assert.Equal(Crc(body), BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(at + 8 + length)));
            at += 12 + length;
            return (Encoding.ASCII.GetString(body[..4]), body[4..].ToArray());
        }

        var head = Chunk();
        var pixels = Chunk();
        Assert.Equal(("IHDR", "IDAT", "IEND"), (head.Name, pixels.Name, Chunk().Name));
        int width = BinaryPrimitives.ReadInt32BigEndian(head.Content), height = BinaryPrimitives.ReadInt32BigEndian(head.Content.AsSpan(4));
        using var unpacked = new MemoryStream();
        using (var zip = new ZLibStream(new MemoryStream(pixels.Content), CompressionMode.Decompress)) zip.CopyTo(unpacked);
        var bytes = unpacked.ToArray();
        var colours = new int[width * height];
        for (var y = 0; y < height; y++)
        {
            var row = y * (1 + width * 3);
            Assert.Equal(2, bytes[row]);
            for (var x = 0; x < width * 3; x++)
            {
                if (y > 0) bytes[row + 1 + x] += bytes[row - width * 3 + x];
                colours[y * width + x / 3] |= bytes[row + 1 + x] << (16 - 8 * (x % 3));
            }
        }

        return (width, height, colours);
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++) crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
