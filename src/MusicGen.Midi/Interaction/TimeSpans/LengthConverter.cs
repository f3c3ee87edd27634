namespace MusicGen.Midi;

/// <summary>Turns lengths in ticks into other units and back; how long a tick is depends on where the length starts.</summary>
public static class LengthConverter
{
    /// <exception cref="NotSupportedException">The unit is unknown, or is one of notes and the time division is SMPTE.</exception>
    public static TTimeSpan ConvertTo<TTimeSpan>(long length, long time, TempoMap tempoMap)
        where TTimeSpan : ITimeSpan => (TTimeSpan)ConvertTo(length, TimeSpanUnit.Of<TTimeSpan>(), time, tempoMap);

    public static TTimeSpan ConvertTo<TTimeSpan>(long length, ITimeSpan time, TempoMap tempoMap)
        where TTimeSpan : ITimeSpan => ConvertTo<TTimeSpan>(length, TimeConverter.ConvertFrom(time, tempoMap), tempoMap);

    public static TTimeSpan ConvertTo<TTimeSpan>(ITimeSpan length, long time, TempoMap tempoMap)
        where TTimeSpan : ITimeSpan => ConvertTo<TTimeSpan>(ConvertFrom(length, time, tempoMap), time, tempoMap);

    public static TTimeSpan ConvertTo<TTimeSpan>(ITimeSpan length, ITimeSpan time, TempoMap tempoMap)
        where TTimeSpan : ITimeSpan => ConvertTo<TTimeSpan>(length, TimeConverter.ConvertFrom(time, tempoMap), tempoMap);

    public static ITimeSpan ConvertTo(long length, TimeSpanType lengthType, long time, TempoMap tempoMap)
    {
        Throw.IfNegative(length, nameof(length));
        Throw.IfNegative(time, nameof(time));
        ArgumentNullException.ThrowIfNull(tempoMap);
        switch (lengthType)
        {
            case TimeSpanType.Metric:
                var microseconds = tempoMap.Metric.ToMicroseconds(Ticks.Add(time, length)) - tempoMap.Metric.ToMicroseconds(time);
                return new MetricTimeSpan(Math.Min(microseconds, TimeSpanUnit.MaxMicroseconds));
            case TimeSpanType.Musical:
                return TimeSpanUnit.ToMusical(length, tempoMap);
            case TimeSpanType.BarBeatTicks:
                return ToBars(length, time, tempoMap.Bars);
            default:
                return new MidiTimeSpan(length);
        }
    }

    public static long ConvertFrom(ITimeSpan length, long time, TempoMap tempoMap)
    {
        ArgumentNullException.ThrowIfNull(length);
        ArgumentNullException.ThrowIfNull(tempoMap);
        Throw.IfNegative(time, nameof(time));
        switch (length)
        {
            case MidiTimeSpan midi:
                return midi.TimeSpan;
            case MetricTimeSpan metric:
                return tempoMap.Metric.ToTicks(tempoMap.Metric.ToMicroseconds(time) + metric.TotalMicroseconds) - time;
            case MusicalTimeSpan musical:
                return TimeSpanUnit.FromMusical(musical, tempoMap);
            case BarBeatTicksTimeSpan bars:
                var start = tempoMap.Bars.ToBars(time);
                return tempoMap.Bars.ToTicks(start.Bars + bars.Bars, start.Beats + bars.Beats, start.Ticks + bars.Ticks) - time;
            default:
                throw TimeSpanUnit.Unknown(length.GetType());
        }
    }

    public static long ConvertFrom(ITimeSpan length, ITimeSpan time, TempoMap tempoMap) =>
        ConvertFrom(length, TimeConverter.ConvertFrom(time, tempoMap), tempoMap);

    /// <summary>The difference of two places, with a beat or a bar of the end's metre borrowed where a part would be negative.</summary>
    private static BarBeatTicksTimeSpan ToBars(long length, long time, BarTable table)
    {
        var endTime = Ticks.Add(time, length);
        var start = table.ToBars(time);
        var end = table.ToBars(endTime);
        var (bars, beats, ticks) = (end.Bars - start.Bars, end.Beats - start.Beats, end.Ticks - start.Ticks);
        if (ticks < 0)
        {
            ticks += table.BeatTicksAt(endTime);
            beats--;
        }

        if (beats < 0)
        {
            beats += table.BeatsPerBarAt(endTime);
            bars--;
        }

        return new BarBeatTicksTimeSpan(Math.Max(0, bars), Math.Max(0, beats), Math.Max(0, ticks));
    }
}
