namespace MusicGen.Edge;

/// <summary>Where the audio thread of <c>run</c> hands its periods to: a device, or a clock where there is none.</summary>
/// <remarks>After construction, no member but <see cref="IDisposable.Dispose"/> allocates or throws.</remarks>
internal interface IAudioOutput : IDisposable
{
    /// <summary>Name for people.</summary>
    string Name { get; }

    /// <summary>False once the device is gone; it does not come back by itself.</summary>
    bool IsConnected { get; }

    /// <summary>Times the device ran dry: audible gaps.</summary>
    long UnderrunCount { get; }

    /// <summary>Whether one more period can be queued now.</summary>
    bool HasRoom();

    /// <summary>Queues one period. To be called after <see cref="HasRoom"/> said so.</summary>
    /// <param name="interleaved">(2 × period frames) left and right samples in turn.</param>
    void Queue(ReadOnlySpan<short> interleaved);
}
