namespace MusicGen.Core;

/// <summary>How a <see cref="Performance"/> goes: lead, pieces, seed, end.</summary>
public sealed record PerformanceOptions
{
    private const string Where = "a performance";

    /// <summary>How far composing runs ahead of the audio clock, 0.05–10 seconds.</summary>
    /// <value>0.5.</value>
    public double LeadTimeSeconds { get; init; } = 0.5;

    /// <summary>Silence between two pieces, 0–60 seconds from the last note's end.</summary>
    /// <value>1.5.</value>
    public double BreathSeconds { get; init; } = 1.5;

    /// <summary>The first note comes no later than this after the beginning, 0–60 seconds: silence before it beyond that is left out.</summary>
    /// <value>60: as composed.</value>
    public double LongestOpeningSeconds { get; init; } = 60;

    /// <summary>No note sounds after so many seconds; 0 = no limit.</summary>
    /// <value>0.</value>
    public double DurationSeconds { get; init; }

    /// <summary>Whether a new piece follows where one ends.</summary>
    /// <value>true.</value>
    public bool IsEndless { get; init; } = true;

    /// <summary>
    /// Notes that begin sooner than this when steering changes are still played: covers the audio period that may be
    /// rendering, 0–1 seconds.
    /// </summary>
    /// <value>0.05.</value>
    public double ChangeMarginSeconds { get; init; } = 0.05;

    /// <summary>Seed (prompt) fed before composing, in whole cells and score order (<see cref="NoteCodec.Quantise"/>).</summary>
    /// <value>None.</value>
    public IReadOnlyList<Note> Seed { get; init; } = [];

    /// <summary>Whether the seed is played too, before what is composed.</summary>
    /// <value>false.</value>
    public bool IsSeedHeard { get; init; }

    /// <summary>Whether every piece begins with the seed, not only the first.</summary>
    /// <value>false.</value>
    public bool IsSeedRepeated { get; init; }

    /// <summary>General MIDI program 0–127 that keys played by hand have for the model.</summary>
    /// <value>0: grand piano.</value>
    public byte KeyboardProgram { get; init; }

    /// <summary>Looks whether every value is in its range.</summary>
    /// <exception cref="ArgumentException">A value is out of range; the message says which.</exception>
    public void Check()
    {
        OptionRange.Require(LeadTimeSeconds, 0.05, 10, Where);
        OptionRange.Require(BreathSeconds, 0, 60, Where);
        OptionRange.Require(LongestOpeningSeconds, 0, 60, Where);
        OptionRange.Require(DurationSeconds, 0, 1e6, Where);
        OptionRange.Require(ChangeMarginSeconds, 0, 1, Where);
        OptionRange.Require(KeyboardProgram, 0, 127, Where);
    }
}
