using System.Buffers.Binary;

namespace MusicGen.Edge.Tests;

/// <summary>A WAV file read back, and what can be heard in it.</summary>
internal sealed class WavFile
{
    private const int HeaderBytes = 44;

    public WavFile(string path)
    {
        var bytes = File.ReadAllBytes(path);
        SampleRateHz = BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(24));
        Mono = new float[(bytes.Length - HeaderBytes) / 4];
        for (var i = 0; i < Mono.Length; i++)
        {
            var left = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(HeaderBytes + 4 * i));
            var right = BinaryPrimitives.ReadInt16LittleEndian(bytes.AsSpan(HeaderBytes + 4 * i + 2));
            Mono[i] = (left + right) / 65536f;
            Peak = Math.Max(Peak, Math.Max(Math.Abs((int)left), Math.Abs((int)right)));
        }
    }

    public int SampleRateHz { get; }

    public float[] Mono { get; }

    /// <summary>Largest sample, 0–32,768.</summary>
    public int Peak { get; }

    public double Seconds => Mono.Length / (double)SampleRateHz;

    /// <summary>Mean square of a stretch.</summary>
    public double Energy(double fromSeconds, double lengthSeconds)
    {
        var part = Part(fromSeconds, lengthSeconds);
        double sum = 0;
        foreach (var sample in part) sum += sample * sample;
        return sum / Math.Max(1, part.Length);
    }

    /// <summary>Strength of the pitch's fundamental in a stretch (Goertzel).</summary>
    public double PitchEnergy(int pitch, double fromSeconds, double lengthSeconds)
    {
        var turn = 2 * Math.PI * 440 * Math.Pow(2, (pitch - 69) / 12.0) / SampleRateHz;
        double real = 0, imaginary = 0;
        var part = Part(fromSeconds, lengthSeconds);
        for (var i = 0; i < part.Length; i++)
        {
            var window = 0.5 - 0.5 * Math.Cos(2 * Math.PI * i / part.Length);
            real += window * part[i] * Math.Cos(turn * i);
            imaginary += window * part[i] * Math.Sin(turn * i);
        }

        return (real * real + imaginary * imaginary) / ((double)part.Length * part.Length);
    }

    private ReadOnlySpan<float> Part(double fromSeconds, double lengthSeconds)
    {
        var from = Math.Clamp((int)(fromSeconds * SampleRateHz), 0, Mono.Length);
        return Mono.AsSpan(from, Math.Clamp((int)(lengthSeconds * SampleRateHz), 0, Mono.Length - from));
    }
}
