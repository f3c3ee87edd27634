namespace MusicGen.Midi;

/// <summary>Lengths and ends of objects in any unit.</summary>
public static class LengthedObjectUtilities
{
    public static TLength LengthAs<TLength>(this ILengthedObject obj, TempoMap tempoMap)
        where TLength : ITimeSpan
    {
        ArgumentNullException.ThrowIfNull(obj);
        return LengthConverter.ConvertTo<TLength>(obj.Length, obj.Time, tempoMap);
    }

    public static ITimeSpan LengthAs(this ILengthedObject obj, TimeSpanType lengthType, TempoMap tempoMap)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return LengthConverter.ConvertTo(obj.Length, lengthType, obj.Time, tempoMap);
    }

    public static TTime EndTimeAs<TTime>(this ILengthedObject obj, TempoMap tempoMap)
        where TTime : ITimeSpan
    {
        ArgumentNullException.ThrowIfNull(obj);
        return TimeConverter.ConvertTo<TTime>(obj.EndTime, tempoMap);
    }

    public static ITimeSpan EndTimeAs(this ILengthedObject obj, TimeSpanType timeType, TempoMap tempoMap)
    {
        ArgumentNullException.ThrowIfNull(obj);
        return TimeConverter.ConvertTo(obj.EndTime, timeType, tempoMap);
    }
}
