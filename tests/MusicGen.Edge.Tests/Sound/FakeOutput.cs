namespace MusicGen.Edge.Tests;

/// <summary>An audio device in memory that always has room, until it is unplugged.</summary>
internal sealed class FakeOutput : IAudioOutput
{
    public string Name => "fake device";

    public bool IsConnected { get; set; } = true;

    public bool IsDisposed { get; private set; }

    public long UnderrunCount { get; set; }

    public int QueuedPeriods { get; private set; }

    public int Peak { get; private set; }

    public bool IsStuck { get; set; }

    public bool HasRoom() => IsConnected && !IsStuck;

    public void Queue(ReadOnlySpan<short> interleaved)
    {
        QueuedPeriods++;
        foreach (var sample in interleaved) Peak = Math.Max(Peak, Math.Abs((int)sample));
    }

    public void Dispose() => IsDisposed = true;
}
