namespace MusicGen.Midi;

/// <summary>The file ends before the value, event or chunk that was being read does.</summary>
public sealed class NotEnoughBytesException : MidiException
{
    internal NotEnoughBytesException(string message, long expectedCount, long actualCount)
        : base(message)
    {
        ExpectedCount = expectedCount;
        ActualCount = actualCount;
    }

    public long ExpectedCount { get; }

    public long ActualCount { get; }
}
