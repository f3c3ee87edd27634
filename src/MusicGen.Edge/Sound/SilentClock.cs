namespace MusicGen.Edge;

/// <summary>Stands in for the audio device where there is none: takes periods at the pace of the wall clock, so that the box keeps composing.</summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class SilentClock(AudioFormat format, TimeProvider time) : IAudioOutput
{
    private readonly long _start = time.GetTimestamp();
    private long _queuedFrames;

    /// <inheritdoc/>
    public string Name => "no audio device (silent)";

    /// <inheritdoc/>
    public bool IsConnected => true;

    /// <inheritdoc/>
    public long UnderrunCount => 0;

    /// <inheritdoc/>
    public bool HasRoom()
    {
        var playedFrames = (long)(time.GetElapsedTime(_start).TotalSeconds * format.SampleRateHz);
        return _queuedFrames - playedFrames <= (format.PeriodCount - 1) * (long)format.PeriodFrames;
    }

    /// <inheritdoc/>
    public void Queue(ReadOnlySpan<short> interleaved) => _queuedFrames += interleaved.Length / 2;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
