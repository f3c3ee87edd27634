namespace MusicGen.Core;

/// <summary>Rescales a file's ticks to those of the program, at the border where a MIDI file becomes a piece.</summary>
internal readonly record struct TickScale
{
    /// <summary>Below this 64 bits are enough; dividing 128 takes many times as long, and there are millions of events in a collection.</summary>
    private const long NarrowTicks = 1L << 40;

    private readonly long _multiplier;
    private readonly long _divisor;

    private TickScale(long multiplier, long divisor, bool isPerformed)
    {
        _multiplier = multiplier;
        _divisor = divisor;
        IsPerformed = isPerformed;
    }

    /// <summary>Whether the ticks are parts of a second, so that tempo events mean nothing and a tick becomes a millisecond.</summary>
    public bool IsPerformed { get; }

    public static TickScale Of(TimeDivision? division) => division switch
    {
        TicksPerQuarterNoteTimeDivision { TicksPerQuarterNote: > 0 } metric => new(MusicalTime.Ppqn, metric.TicksPerQuarterNote, false),

        // 29 frames stand for the 30000/1001 per second of colour television.
        SmpteTimeDivision { Format: SmpteFormat.ThirtyDrop, Resolution: > 0 } drop => new(1001 * 1000L, 30_000L * drop.Resolution, true),
        SmpteTimeDivision { Resolution: > 0 } smpte => new(1000, (long)smpte.Format * smpte.Resolution, true),

        // The header is lost or says nothing. 480 is what most programs write.
        _ => new(1, 1, false),
    };

    /// <summary>The nearest tick of the program; a half goes up.</summary>
    public long Apply(long ticks) => ticks < NarrowTicks
        ? ((ticks * _multiplier * 2) + _divisor) / (2 * _divisor)
        : (long)((((Int128)ticks * _multiplier * 2) + _divisor) / (2 * (Int128)_divisor));
}
