namespace MusicGen.Edge;

/// <summary>The MIDI clock: 24 beats of one byte to the quarter, and start and stop with the music (MIDI 1.0, "System Real Time"). Part of <see cref="MidiOutLoop"/>.</summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class MidiClock(int sampleRate)
{
    /// <summary>One of 24 to the quarter.</summary>
    public const byte Beat = 0xF8;

    /// <summary>The music begins.</summary>
    public const byte Start = 0xFA;

    /// <summary>The music has ended.</summary>
    public const byte Stop = 0xFC;

    private const int BeatsPerQuarter = 24;

    // What was not sent in time is left out: a burst of beats would be a tempo of its own.
    private const double LateSeconds = 0.1;

    private double _nextFrame = double.NaN;
    private bool _isPlaying;

    /// <summary>Writes what is due.</summary>
    /// <param name="frame">The time, in frames.</param>
    /// <param name="quartersPerMinute">The tempo.</param>
    /// <param name="isPlaying">Whether there is music.</param>
    /// <param name="destination">Receives one byte each; what finds no room comes later.</param>
    /// <returns>How many bytes were written.</returns>
    public int Advance(long frame, double quartersPerMinute, bool isPlaying, Span<byte> destination)
    {
        var count = 0;
        if (isPlaying != _isPlaying && destination.Length > 0)
        {
            destination[count++] = isPlaying ? Start : Stop;
            _isPlaying = isPlaying;
            // The first beat of the music comes with its start.
            if (isPlaying) _nextFrame = frame;
        }

        if (double.IsNaN(_nextFrame) || frame - _nextFrame > LateSeconds * sampleRate) _nextFrame = frame;
        while (_nextFrame <= frame && count < destination.Length)
        {
            destination[count++] = Beat;
            _nextFrame += sampleRate * 60.0 / (Math.Clamp(quartersPerMinute, 10, 400) * BeatsPerQuarter);
        }

        return count;
    }
}
