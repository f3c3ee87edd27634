using System.Buffers.Binary;

namespace MusicGen.Core;

/// <summary>
/// Writes a stereo 16-bit PCM WAV file block by block while a tune is played: the end of the flow where there is no
/// audio device. The sizes in the header are filled in at the end.
/// </summary>
/// <remarks>Single-threaded.</remarks>
public sealed class WavWriter : IDisposable
{
    /// <summary>Bytes before the first frame.</summary>
    public const int HeaderBytes = 44;

    private const int FrameBytes = 4;
    private const int BlockFrames = 4096;

    private readonly Stream _stream;
    private readonly byte[] _block = new byte[BlockFrames * FrameBytes];

    /// <summary>Writes the header.</summary>
    /// <param name="stream">A stream that can seek; closed with the writer.</param>
    /// <param name="sampleRateHz">Frames a second.</param>
    public WavWriter(Stream stream, int sampleRateHz)
    {
        _stream = stream;
        SampleRateHz = sampleRateHz;
        WriteHeader();
    }

    /// <summary>Frames a second.</summary>
    public int SampleRateHz { get; }

    /// <summary>Frames written so far.</summary>
    public long FrameCount { get; private set; }

    /// <summary>Appends frames; samples outside ±1 are clipped.</summary>
    /// <param name="left">Left samples.</param>
    /// <param name="right">Right samples, as many.</param>
    /// <exception cref="ArgumentException">The two differ in length.</exception>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public void Write(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        if (left.Length != right.Length)
            throw new ArgumentException($"As many right samples as left expected, found {left.Length} and {right.Length}.", nameof(right));

        while (left.Length > 0)
        {
            var frames = Math.Min(left.Length, BlockFrames);
            for (var i = 0; i < frames; i++)
            {
                BinaryPrimitives.WriteInt16LittleEndian(_block.AsSpan(i * FrameBytes), ToInt16(left[i]));
                BinaryPrimitives.WriteInt16LittleEndian(_block.AsSpan(i * FrameBytes + 2), ToInt16(right[i]));
            }

            _stream.Write(_block, 0, frames * FrameBytes);
            FrameCount += frames;
            left = left[frames..];
            right = right[frames..];
        }
    }

    /// <summary>Fills in the sizes. To be called once, when all is written.</summary>
    public void Finish()
    {
        _stream.Position = 0;
        WriteHeader();
        _stream.Flush();
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static short ToInt16(float sample) =>
        (short)Math.Clamp((int)MathF.Round(sample * 32767f), short.MinValue, short.MaxValue);

    private void WriteHeader()
    {
        Span<byte> header = stackalloc byte[HeaderBytes];
        // RIFF sizes are 32-bit: a longer file keeps the largest, which players take as "until the end".
        var dataBytes = (uint)Math.Min(FrameCount * FrameBytes, uint.MaxValue - HeaderBytes);
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header[4..], dataBytes + HeaderBytes - 8);
        "WAVEfmt "u8.CopyTo(header[8..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[16..], 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header[20..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header[22..], 2);
        BinaryPrimitives.WriteUInt32LittleEndian(header[24..], (uint)SampleRateHz);
        BinaryPrimitives.WriteUInt32LittleEndian(header[28..], (uint)(SampleRateHz * FrameBytes));
        BinaryPrimitives.WriteUInt16LittleEndian(header[32..], FrameBytes);
        BinaryPrimitives.WriteUInt16LittleEndian(header[34..], 16);
        "data"u8.CopyTo(header[36..]);
        BinaryPrimitives.WriteUInt32LittleEndian(header[40..], dataBytes);
        _stream.Write(header);
    }
}
