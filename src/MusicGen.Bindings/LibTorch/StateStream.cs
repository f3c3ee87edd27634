using System.Text;
using static MusicGen.Bindings.LibTorch.torch;

namespace MusicGen.Bindings.LibTorch;

/// <summary>The parts of the package's file format for saved modules and optimisers: LEB128 integers, names, tensors.</summary>
internal static class StateStream
{
    private const int LongestName = 4096, HighestRank = 64;

    internal static void Encode(this BinaryWriter writer, long value)
    {
        var rest = (ulong)value;
        do
        {
            var part = (byte)(rest & 0x7F);
            rest >>= 7;
            writer.Write((byte)(rest != 0 ? part | 0x80 : part));
        }
        while (rest != 0);
    }

    internal static long Decode(this BinaryReader reader)
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = reader.ReadByte();
            value |= (ulong)(part & 0x7F) << shift;
            if ((part & 0x80) == 0)
            {
                return (long)value;
            }
        }

        throw new ArgumentException("A saved module was expected, but an integer in the file does not end; the file is damaged.");
    }

    internal static void WriteName(this BinaryWriter writer, string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        writer.Encode(bytes.Length);
        writer.Write(bytes);
    }

    internal static string ReadName(this BinaryReader reader)
    {
        var length = reader.Decode();
        if (length is < 0 or > LongestName)
        {
            throw new ArgumentException($"A saved module was expected, but a name of {length} bytes was found; the file is damaged or not a saved module.");
        }

        var bytes = reader.ReadBytes((int)length);
        return bytes.Length == length ? Encoding.UTF8.GetString(bytes) : throw new EndOfStreamException("The file ends inside a name; it is cut short.");
    }

    internal static void WriteTensor(this BinaryWriter writer, Tensor tensor)
    {
        writer.Encode((long)tensor.dtype);
        var shape = tensor.shape;
        writer.Encode(shape.Length);
        foreach (var size in shape)
        {
            writer.Encode(size);
        }

        writer.Flush();
        tensor.WriteBytes(writer.BaseStream);
    }

    internal static (ScalarType Type, long[] Shape) ReadTensorHeader(this BinaryReader reader)
    {
        var type = reader.Decode();
        var rank = reader.Decode();
        if (type is < 0 or > (long)ScalarType.BFloat16 || rank is < 0 or > HighestRank)
        {
            throw new ArgumentException($"A saved tensor was expected, but element type {type} and rank {rank} were found; the file is damaged or not a saved module.");
        }

        var shape = new long[rank];
        for (var i = 0; i < shape.Length; i++)
        {
            shape[i] = reader.Decode();
        }

        return ((ScalarType)type, shape);
    }

    internal static Tensor ReadTensor(this BinaryReader reader)
    {
        var (type, shape) = reader.ReadTensorHeader();
        var tensor = empty(shape, type, CPU);
        tensor.ReadBytesFromStream(reader.BaseStream);
        return tensor;
    }
}
