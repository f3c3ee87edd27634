namespace MusicGen.Midi;

/// <summary>Turns times in ticks into other units and back.</summary>
public static class TimeConverter
{
    /// <exception cref="NotSupportedException">The unit is unknown, or is one of notes and the time division is SMPTE.</exception>
    public static TTimeSpan ConvertTo<TTimeSpan>(long time, TempoMap tempoMap)
        where TTimeSpan : ITimeSpan => (TTimeSpan)ConvertTo(time, TimeSpanUnit.Of<TTimeSpan>(), tempoMap);

    public static TTimeSpan ConvertTo<TTimeSpan>(ITimeSpan time, TempoMap tempoMap)
        where TTimeSpan : ITimeSpan => ConvertTo<TTimeSpan>(ConvertFrom(time, tempoMap), tempoMap);

    public static ITimeSpan ConvertTo(long time, TimeSpanType timeType, TempoMap tempoMap)
    {
        Throw.IfNegative(time, nameof(time));
        ArgumentNullException.ThrowIfNull(tempoMap);
        switch (timeType)
        {
            case TimeSpanType.Metric:
                return new MetricTimeSpan(Math.Min(tempoMap.Metric.ToMicroseconds(time), TimeSpanUnit.MaxMicroseconds));
            case TimeSpanType.Musical:
                return TimeSpanUnit.ToMusical(time, tempoMap);
            case TimeSpanType.BarBeatTicks:
                var (bars, beats, ticks) = tempoMap.Bars.ToBars(time);
                return new BarBeatTicksTimeSpan(bars, beats, ticks);
            default:
                return new MidiTimeSpan(time);
        }
    }

    public static long ConvertFrom(ITimeSpan time, TempoMap tempoMap)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(tempoMap);
        return time switch
        {
            MidiTimeSpan midi => midi.TimeSpan,
            MetricTimeSpan metric => tempoMap.Metric.ToTicks(metric.TotalMicroseconds),
            MusicalTimeSpan musical => TimeSpanUnit.FromMusical(musical, tempoMap),
            BarBeatTicksTimeSpan bars => tempoMap.Bars.ToTicks(bars.Bars, bars.Beats, bars.Ticks),
            _ => throw TimeSpanUnit.Unknown(time.GetType()),
        };
    }
}
