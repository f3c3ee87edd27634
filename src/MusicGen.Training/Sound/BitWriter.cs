namespace MusicGen.Training;

/// <summary>Writes numbers of any number of bits, the highest first, into bytes: what FLAC is made of.</summary>
internal sealed class BitWriter
{
    private readonly List<byte> _bytes = [];
    private ulong _waiting;
    private int _waitingBits;

    public int ByteCount => _bytes.Count;

    /// <param name="value">Its lowest bits are written.</param>
    /// <param name="bits">How many, 0–32.</param>
    public void Write(uint value, int bits)
    {
        _waiting = _waiting << bits | (value & (uint)((1ul << bits) - 1));
        _waitingBits += bits;
        while (_waitingBits >= 8)
        {
            _waitingBits -= 8;
            _bytes.Add((byte)(_waiting >> _waitingBits));
        }
    }

    /// <summary>So many zeros and a one.</summary>
    public void WriteUnary(uint zeros)
    {
        for (; zeros >= 31; zeros -= 31) Write(0, 31);
        Write(1, (int)zeros + 1);
    }

    /// <summary>Fills the last byte with zeros.</summary>
    public void Align()
    {
        if (_waitingBits > 0) Write(0, 8 - _waitingBits);
    }

    /// <summary>The whole bytes written from a place on.</summary>
    public ReadOnlySpan<byte> BytesFrom(int start) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes)[start..];

    public byte[] ToArray() => [.. _bytes];
}
