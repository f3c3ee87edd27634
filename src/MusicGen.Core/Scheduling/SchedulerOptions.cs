namespace MusicGen.Core;

/// <summary>What a <see cref="Scheduler"/> is made with.</summary>
public sealed record SchedulerOptions
{
    private const string Where = "a scheduler";

    /// <summary>Frames a second of the player, 8,000–192,000.</summary>
    /// <value>44,100.</value>
    public int SampleRate { get; init; } = 44_100;

    /// <summary>Owner of the scheduled notes.</summary>
    /// <value><see cref="NoteEvent.ComposerOwner"/>.</value>
    public int OwnerId { get; init; } = NoteEvent.ComposerOwner;

    /// <summary>A note later than this puts off all that follow instead of hurrying after, 0–10 seconds.</summary>
    /// <value>0.1.</value>
    public double MaxLateSeconds { get; init; } = 0.1;

    /// <summary>Decided notes remembered for recording and display, at least 256.</summary>
    /// <value>65,536: hours of most music, about 5 MB.</value>
    public int RememberedNotes { get; init; } = 65_536;

    /// <summary>Looks whether every value is in its range.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message says which.</exception>
    public void Check()
    {
        OptionRange.Require(SampleRate, 8_000, 192_000, Where);
        OptionRange.Require(MaxLateSeconds, 0, 10, Where);
        OptionRange.Require(RememberedNotes, 256, 1 << 26, Where);
    }
}
