using System.Buffers;
using System.Buffers.Binary;

namespace MusicGen.Midi;

/// <summary>Bytes of a file being put together, with sizes filled in after the contents are known.</summary>
internal sealed class ByteSink
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);

    public int Length => _bytes.WrittenCount;

    public ReadOnlySpan<byte> Written => _bytes.WrittenSpan;

    public void WriteByte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
    }

    public void WriteWord(ushort value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(_bytes.GetSpan(sizeof(ushort)), value);
        _bytes.Advance(sizeof(ushort));
    }

    public void WriteDword(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(sizeof(uint)), value);
        _bytes.Advance(sizeof(uint));
    }

    public void WriteBytes(ReadOnlySpan<byte> values) => _bytes.Write(values);

    public void WriteVariableLength(long value)
    {
        var shift = 0;
        while (value >> (shift + 7) != 0)
            shift += 7;
        for (; shift > 0; shift -= 7)
            WriteByte((byte)(0x80 | ((value >> shift) & 0x7F)));
        WriteByte((byte)(value & 0x7F));
    }

    /// <summary>A length and the bytes it counts.</summary>
    public void WriteSized(ReadOnlySpan<byte> values)
    {
        WriteVariableLength(values.Length);
        WriteBytes(values);
    }

    public void Clear() => _bytes.ResetWrittenCount();
}
