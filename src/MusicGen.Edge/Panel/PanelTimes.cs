namespace MusicGen.Edge;

/// <summary>The times, in milliseconds, that tell what a person does with a button.</summary>
internal sealed record PanelTimes
{
    /// <value>A contact counts when it has kept still for so long; contacts bounce for 1 to 15 ms.</value>
    public int DebounceMilliseconds { get; init; } = 20;

    /// <value>A second press within so long after the first one's release makes a double press. Only buttons with a double press wait for it.</value>
    public int DoubleMilliseconds { get; init; } = 300;

    /// <value>Held for so long, it is a long press, and acts while still held.</value>
    public int LongMilliseconds { get; init; } = 800;

    /// <value>A button that repeats does so for the first time after so long.</value>
    public int FirstRepeatMilliseconds { get; init; } = 500;

    /// <value>And from then on every so often.</value>
    public int RepeatMilliseconds { get; init; } = 120;
}
