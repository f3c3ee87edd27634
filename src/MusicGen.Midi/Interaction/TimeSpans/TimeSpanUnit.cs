namespace MusicGen.Midi;

/// <summary>What the converters of times and of lengths have in common.</summary>
internal static class TimeSpanUnit
{
    public const long MaxMicroseconds = long.MaxValue / TimeSpan.TicksPerMicrosecond;

    private const int QuartersPerWhole = 4;

    public static TimeSpanType Of<TTimeSpan>()
        where TTimeSpan : ITimeSpan
    {
        if (typeof(TTimeSpan) == typeof(MetricTimeSpan))
            return TimeSpanType.Metric;
        if (typeof(TTimeSpan) == typeof(MusicalTimeSpan))
            return TimeSpanType.Musical;
        if (typeof(TTimeSpan) == typeof(BarBeatTicksTimeSpan))
            return TimeSpanType.BarBeatTicks;
        return typeof(TTimeSpan) == typeof(MidiTimeSpan) ? TimeSpanType.Midi : throw Unknown(typeof(TTimeSpan));
    }

    public static MusicalTimeSpan ToMusical(long ticks, TempoMap tempoMap) => new(ticks, QuartersPerWhole * (long)tempoMap.TicksPerQuarter);

    public static long FromMusical(MusicalTimeSpan musical, TempoMap tempoMap)
    {
        var scaled = (Int128)musical.Numerator * QuartersPerWhole * tempoMap.TicksPerQuarter;
        return (long)((scaled + (musical.Denominator / 2)) / musical.Denominator);
    }

    public static NotSupportedException Unknown(Type type) => new(
        $"A {nameof(MetricTimeSpan)}, {nameof(MusicalTimeSpan)}, {nameof(BarBeatTicksTimeSpan)} or {nameof(MidiTimeSpan)} is expected, but found {type.Name}.");
}
