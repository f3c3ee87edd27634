using System.Buffers.Binary;
using System.IO.Compression;

namespace MusicGen.Training;

/// <summary>Encodes pictures as PNG (RFC 2083): eight bits of red, green and blue, no transparency.</summary>
internal static class PngFile
{
    private static readonly uint[] _table = [.. Enumerable.Range(0, 256).Select(TableEntry)];

    /// <param name="width">Points in a row, 1 or more.</param>
    /// <param name="height">Rows, 1 or more.</param>
    /// <param name="colours">(height × width) 0xRRGGBB, row by row from the top.</param>
    public static byte[] Encode(int width, int height, ReadOnlySpan<int> colours)
    {
        using var file = new MemoryStream();
        file.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        head[8] = 8;
        head[9] = 2;
        Chunk(file, "IHDR"u8, head);
        Chunk(file, "IDAT"u8, Packed(width, height, colours));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static byte[] Packed(int width, int height, ReadOnlySpan<int> colours)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            // Each row is told as its difference from the one above: large even areas pack to nothing.
            var row = new byte[1 + width * 3];
            for (var y = 0; y < height; y++)
            {
                row[0] = 2;
                for (var x = 0; x < width; x++)
                {
                    var colour = colours[y * width + x];
                    var above = y == 0 ? 0 : colours[(y - 1) * width + x];
                    row[1 + x * 3] = (byte)((colour >> 16) - (above >> 16));
                    row[2 + x * 3] = (byte)((colour >> 8) - (above >> 8));
                    row[3 + x * 3] = (byte)(colour - above);
                }

                zip.Write(row);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(Stream file, ReadOnlySpan<byte> name, byte[] content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(name);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(Check(uint.MaxValue, name), content));
        file.Write(number);
    }

    private static uint Check(uint check, ReadOnlySpan<byte> bytes)
    {
        foreach (var b in bytes) check = _table[(byte)(check ^ b)] ^ (check >> 8);
        return check;
    }

    private static uint TableEntry(int n)
    {
        var entry = (uint)n;
        for (var bit = 0; bit < 8; bit++) entry = (entry & 1) != 0 ? 0xEDB88320 ^ (entry >> 1) : entry >> 1;
        return entry;
    }
}
