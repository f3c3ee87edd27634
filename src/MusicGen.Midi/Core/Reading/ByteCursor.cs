using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MusicGen.Midi;

/// <summary>A place in the bytes of a file; every value of a chunk is read through it, and none beyond the end.</summary>
internal sealed class ByteCursor
{
    private readonly byte[] _bytes;
    private int _position;

    public ByteCursor(byte[] bytes, int end)
    {
        _bytes = bytes;
        End = end;
    }

    public int Position
    {
        get => _position;
        set => _position = value;
    }

    public int End { get; set; }

    public int Remaining => End - _position;

    public bool EndReached => _position >= End;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte ReadByte()
    {
        var position = _position;
        if (position >= End)
            ThrowNotEnoughBytes(1);
        _position = position + 1;
        return _bytes[position];
    }

    public ushort ReadWord() => BinaryPrimitives.ReadUInt16BigEndian(ReadBytes(sizeof(ushort)));

    public short ReadInt16() => BinaryPrimitives.ReadInt16BigEndian(ReadBytes(sizeof(short)));

    public uint ReadDword() => BinaryPrimitives.ReadUInt32BigEndian(ReadBytes(sizeof(uint)));

    public ReadOnlySpan<byte> ReadBytes(int count)
    {
        if (count > Remaining)
            ThrowNotEnoughBytes(count);
        var bytes = _bytes.AsSpan(_position, count);
        _position += count;
        return bytes;
    }

    /// <summary>The bytes ahead, at most so many, without moving on.</summary>
    public ReadOnlySpan<byte> Peek(int count) => _bytes.AsSpan(_position, Math.Clamp(count, 0, Remaining));

    /// <summary>Moves on, but not beyond the end, whatever a damaged length says.</summary>
    public void Skip(long count) => _position += (int)Math.Clamp(count, 0, Remaining);

    /// <summary>Reads a variable-length quantity of any number of bytes; one too large for its type stays at 2^56 - 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadVariableLength()
    {
        var first = ReadByte();
        return first < 0x80 ? first : ReadVariableLengthRest(first & 0x7F);
    }

    /// <summary>Reads a length and checks that so many bytes are there, before anything is allocated for them.</summary>
    public int ReadLength()
    {
        var length = ReadVariableLength();
        if (length > Remaining)
            ThrowNotEnoughBytes(length);
        return (int)length;
    }

    private long ReadVariableLengthRest(long value)
    {
        byte next;
        do
        {
            next = ReadByte();
            value = value > (long.MaxValue >> 7) ? long.MaxValue >> 7 : (value << 7) | (uint)(next & 0x7F);
        }
        while (next >= 0x80);

        return value;
    }

    [DoesNotReturn]
    private void ThrowNotEnoughBytes(long expected) =>
        throw new NotEnoughBytesException($"{expected} bytes are expected at byte {_position}, but the file has {Math.Max(0, Remaining)} left.", expected, Math.Max(0, Remaining));
}
