namespace MusicGen.Core;

/// <summary>The one unit of musical time inside the program; files are rescaled at the border.</summary>
public static class MusicalTime
{
    /// <summary>Ticks per quarter note.</summary>
    public const int Ppqn = 480;

    /// <summary>
    /// The tempo, in microseconds per quarter, at which one tick lasts exactly one millisecond. Performed music
    /// (no metre) is written at this tempo, so that its ticks are milliseconds.
    /// </summary>
    public const int PerformedMicrosecondsPerQuarter = 1000 * Ppqn;
}
