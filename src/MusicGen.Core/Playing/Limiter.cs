namespace MusicGen.Core;

/// <summary>
/// Keeps the sound below a ceiling without a click: looks one block ahead, bends what is over a soft knee, and moves its
/// gain in straight lines. Delays the sound by one block. The last stage before the audio output; part of <see cref="Player"/>.
/// </summary>
/// <remarks>Audio thread: no allocation, locks, I/O or logging.</remarks>
internal sealed class Limiter
{
    /// <summary>Below this share of the ceiling the sound passes as it is.</summary>
    private const float KneeShare = 0.8f;

    /// <summary>Larger samples are no sound but a fault.</summary>
    private const float AbsurdLevel = 1e4f;

    private readonly float _ceiling, _knee, _releaseShare;
    private float[] _heldLeft, _heldRight;
    private float[] _nextLeft, _nextRight;
    private float _gain = 1, _heldNeed = 1;

    public Limiter(int blockFrames, float ceiling, int sampleRate)
    {
        _ceiling = ceiling;
        _knee = KneeShare * ceiling;
        // Back to full volume with a time constant of 0.15 s.
        _releaseShare = (float)(1 - Math.Exp(-blockFrames / (0.15 * sampleRate)));
        _heldLeft = new float[blockFrames];
        _heldRight = new float[blockFrames];
        _nextLeft = new float[blockFrames];
        _nextRight = new float[blockFrames];
    }

    /// <summary>Blocks turned down.</summary>
    public long LimitedBlockCount { get; private set; }

    /// <summary>Samples played as silence because they were no sound.</summary>
    public long BrokenSampleCount { get; private set; }

    /// <summary>Takes a block in and gives the block before out, in place.</summary>
    public void Process(Span<float> left, Span<float> right)
    {
        left.CopyTo(_nextLeft);
        right.CopyTo(_nextRight);
        var need = Need(Math.Max(Peak(_nextLeft), Peak(_nextRight)));
        if (need < 1) LimitedBlockCount++;
        var target = Math.Min(_heldNeed, need);
        var end = target < _gain ? target : _gain + (target - _gain) * _releaseShare;
        // Close enough to let the sound through bit by bit as it is.
        if (end > 0.9999f && target == 1) end = 1;
        Ramp(_heldLeft, left, _gain, end);
        Ramp(_heldRight, right, _gain, end);
        (_heldLeft, _nextLeft) = (_nextLeft, _heldLeft);
        (_heldRight, _nextRight) = (_nextRight, _heldRight);
        (_gain, _heldNeed) = (end, need);
    }

    private float Peak(float[] samples)
    {
        var peak = 0f;
        for (var i = 0; i < samples.Length; i++)
        {
            var level = Math.Abs(samples[i]);
            if (!(level < AbsurdLevel))
            {
                samples[i] = level = 0;
                BrokenSampleCount++;
            }

            if (level > peak) peak = level;
        }

        return peak;
    }

    // Gain that brings a peak below the ceiling: unity up to the knee, then x/(1+x), which never gets there.
    private float Need(float peak)
    {
        if (peak <= _knee) return 1;
        var room = _ceiling - _knee;
        var over = (peak - _knee) / room;
        return (_knee + room * (over / (1 + over))) / peak;
    }

    private void Ramp(float[] from, Span<float> to, float start, float end)
    {
        var step = (end - start) / from.Length;
        // The clamp is for the last bit of rounding only.
        for (var i = 0; i < from.Length; i++)
            to[i] = Math.Clamp(from[i] * (start + step * (i + 1)), -_ceiling, _ceiling);
    }
}
