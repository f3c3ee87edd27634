using System.Buffers;

namespace MusicGen.Bindings.FluidSynth;

/// <summary>Other layouts of what an <see cref="IAudioRenderer"/> gives: interleaved, mono, 16 bits. Rents from the shared pool.</summary>
public static class AudioRendererEx
{
    /// <summary>Left and right in turns; the span's length must be even.</summary>
    public static void RenderInterleaved(this IAudioRenderer renderer, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(renderer);
        var frames = FramesOf(destination.Length);
        if (renderer is Synthesizer synthesizer)
        {
            synthesizer.RenderInterleavedFrames(destination);
            return;
        }

        using var sides = new RentedSides(renderer, frames);
        for (var i = 0; i < frames; i++)
        {
            destination[2 * i] = sides.Left[i];
            destination[(2 * i) + 1] = sides.Right[i];
        }
    }

    /// <summary>The mean of left and right.</summary>
    public static void RenderMono(this IAudioRenderer renderer, Span<float> destination)
    {
        ArgumentNullException.ThrowIfNull(renderer);
        using var sides = new RentedSides(renderer, destination.Length);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = (sides.Left[i] + sides.Right[i]) / 2;
        }
    }

    /// <summary>Both sides as 16-bit samples, clipped.</summary>
    public static void RenderInt16(this IAudioRenderer renderer, Span<short> left, Span<short> right)
    {
        ArgumentNullException.ThrowIfNull(renderer);
        if (left.Length != right.Length)
        {
            throw new ArgumentException($"Two spans of one length were expected, but left has {left.Length} and right {right.Length}.");
        }

        using var sides = new RentedSides(renderer, left.Length);
        for (var i = 0; i < left.Length; i++)
        {
            left[i] = ToInt16(sides.Left[i]);
            right[i] = ToInt16(sides.Right[i]);
        }
    }

    /// <summary>Left and right in turns as 16-bit samples, clipped; the span's length must be even.</summary>
    public static void RenderInterleavedInt16(this IAudioRenderer renderer, Span<short> destination)
    {
        ArgumentNullException.ThrowIfNull(renderer);
        var frames = FramesOf(destination.Length);
        using var sides = new RentedSides(renderer, frames);
        for (var i = 0; i < frames; i++)
        {
            destination[2 * i] = ToInt16(sides.Left[i]);
            destination[(2 * i) + 1] = ToInt16(sides.Right[i]);
        }
    }

    /// <summary>The mean of left and right as 16-bit samples, clipped.</summary>
    public static void RenderMonoInt16(this IAudioRenderer renderer, Span<short> destination)
    {
        ArgumentNullException.ThrowIfNull(renderer);
        using var sides = new RentedSides(renderer, destination.Length);
        for (var i = 0; i < destination.Length; i++)
        {
            destination[i] = ToInt16((sides.Left[i] + sides.Right[i]) / 2);
        }
    }

    private static short ToInt16(float sample) => (short)Math.Clamp((int)(32_768 * sample), short.MinValue, short.MaxValue);

    private static int FramesOf(int interleavedLength)
    {
        if (interleavedLength % 2 != 0)
        {
            throw new ArgumentException($"An interleaved span of even length was expected, but found {interleavedLength}.");
        }

        return interleavedLength / 2;
    }

    /// <summary>The two sides in rented memory, given back at the end of the call.</summary>
    private readonly ref struct RentedSides
    {
        private readonly float[] _rented;

        public RentedSides(IAudioRenderer renderer, int frames)
        {
            _rented = ArrayPool<float>.Shared.Rent(2 * frames);
            Left = _rented.AsSpan(0, frames);
            Right = _rented.AsSpan(frames, frames);
            renderer.Render(Left, Right);
        }

        public Span<float> Left { get; }

        public Span<float> Right { get; }

        public void Dispose() => ArrayPool<float>.Shared.Return(_rented);
    }
}
