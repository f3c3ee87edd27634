namespace MusicGen.Edge;

/// <summary>
/// Tells the frame of any moment between two periods: the player's clock goes on in jumps of a period, an instrument outside and a MIDI clock want
/// an even one. Part of <see cref="MidiOutLoop"/>.
/// </summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class FrameClock(int sampleRate, TimeProvider time)
{
    // A jump that is larger is a device that was lost or stood still; smaller ones are smoothed over some fifty periods.
    private const double JumpSeconds = 0.1;
    private const double Share = 0.02;

    private long _origin;
    private double _offsetSeconds;
    private long _seenFrames = -1;
    private long _told;

    /// <summary>The player's clock was seen.</summary>
    public void See(long frames)
    {
        if (frames == _seenFrames) return;
        if (_seenFrames < 0) _origin = time.GetTimestamp();
        var error = frames / (double)sampleRate - SecondsNow();
        var isJump = _seenFrames < 0 || Math.Abs(error) > JumpSeconds;
        _offsetSeconds += isJump ? error : Share * error;
        _seenFrames = frames;
    }

    /// <summary>The frame now; never less than it was.</summary>
    public long Now()
    {
        if (_seenFrames < 0) return 0;
        return _told = Math.Max(_told, (long)(SecondsNow() * sampleRate));
    }

    private double SecondsNow() => time.GetElapsedTime(_origin).TotalSeconds + _offsetSeconds;
}
