namespace MusicGen.Midi;

/// <summary>The file holds more or fewer track chunks than its header says.</summary>
public sealed class UnexpectedTrackChunksCountException : MidiException
{
    internal UnexpectedTrackChunksCountException(int expectedCount, int actualCount)
        : base($"{expectedCount} track chunks are expected by the header, but the file has {actualCount}.")
    {
        ExpectedCount = expectedCount;
        ActualCount = actualCount;
    }

    public int ExpectedCount { get; }

    public int ActualCount { get; }
}
