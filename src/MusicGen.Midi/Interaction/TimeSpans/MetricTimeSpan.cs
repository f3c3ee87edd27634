using System.Globalization;

namespace MusicGen.Midi;

/// <summary>A time or a length in microseconds.</summary>
public sealed class MetricTimeSpan : ITimeSpan, IComparable<MetricTimeSpan>, IEquatable<MetricTimeSpan>
{
    private readonly TimeSpan _timeSpan;

    public MetricTimeSpan()
    {
    }

    /// <exception cref="ArgumentOutOfRangeException">The value is negative or more than a <see cref="TimeSpan"/> holds.</exception>
    public MetricTimeSpan(long totalMicroseconds)
    {
        Throw.IfNegative(totalMicroseconds, nameof(totalMicroseconds));
        if (totalMicroseconds > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerMicrosecond)
            Throw.OutOfRange(nameof(totalMicroseconds), totalMicroseconds, "A value that fits a TimeSpan is expected");
        _timeSpan = new TimeSpan(totalMicroseconds * TimeSpan.TicksPerMicrosecond);
    }

    public MetricTimeSpan(TimeSpan timeSpan)
    {
        Throw.IfNegative(timeSpan.Ticks, nameof(timeSpan));
        _timeSpan = timeSpan;
    }

    public MetricTimeSpan(int hours, int minutes, int seconds)
        : this(hours, minutes, seconds, 0)
    {
    }

    public MetricTimeSpan(int hours, int minutes, int seconds, int milliseconds)
    {
        Throw.IfNegative(hours, nameof(hours));
        Throw.IfNegative(minutes, nameof(minutes));
        Throw.IfNegative(seconds, nameof(seconds));
        Throw.IfNegative(milliseconds, nameof(milliseconds));
        _timeSpan = new TimeSpan(0, hours, minutes, seconds, milliseconds);
    }

    public long TotalMicroseconds => _timeSpan.Ticks / TimeSpan.TicksPerMicrosecond;

    public double TotalMilliseconds => _timeSpan.TotalMilliseconds;

    public double TotalSeconds => _timeSpan.TotalSeconds;

    public double TotalMinutes => _timeSpan.TotalMinutes;

    public double TotalHours => _timeSpan.TotalHours;

    public double TotalDays => _timeSpan.TotalDays;

    public int Hours => (int)_timeSpan.TotalHours;

    public int Minutes => _timeSpan.Minutes;

    public int Seconds => _timeSpan.Seconds;

    public int Milliseconds => _timeSpan.Milliseconds;

    public static implicit operator MetricTimeSpan(TimeSpan timeSpan) => new(timeSpan);

    public static implicit operator TimeSpan(MetricTimeSpan timeSpan)
    {
        ArgumentNullException.ThrowIfNull(timeSpan);
        return timeSpan._timeSpan;
    }

    public static MetricTimeSpan operator +(MetricTimeSpan timeSpan1, MetricTimeSpan timeSpan2) => new(timeSpan1._timeSpan + timeSpan2._timeSpan);

    /// <exception cref="ArgumentOutOfRangeException">The second is longer than the first.</exception>
    public static MetricTimeSpan operator -(MetricTimeSpan timeSpan1, MetricTimeSpan timeSpan2) => new(timeSpan1._timeSpan - timeSpan2._timeSpan);

    public static bool operator <(MetricTimeSpan timeSpan1, MetricTimeSpan timeSpan2) => timeSpan1._timeSpan < timeSpan2._timeSpan;

    public static bool operator >(MetricTimeSpan timeSpan1, MetricTimeSpan timeSpan2) => timeSpan1._timeSpan > timeSpan2._timeSpan;

    public static bool operator <=(MetricTimeSpan timeSpan1, MetricTimeSpan timeSpan2) => timeSpan1._timeSpan <= timeSpan2._timeSpan;

    public static bool operator >=(MetricTimeSpan timeSpan1, MetricTimeSpan timeSpan2) => timeSpan1._timeSpan >= timeSpan2._timeSpan;

    public ITimeSpan Clone() => new MetricTimeSpan(_timeSpan);

    public int CompareTo(MetricTimeSpan? other) => other is null ? 1 : _timeSpan.CompareTo(other._timeSpan);

    public int CompareTo(object? obj) => obj is null or MetricTimeSpan
        ? CompareTo(obj as MetricTimeSpan)
        : throw new ArgumentException($"A {nameof(MetricTimeSpan)} is expected, but found {obj.GetType().Name}.", nameof(obj));

    public bool Equals(MetricTimeSpan? other) => other is not null && other._timeSpan == _timeSpan;

    public override bool Equals(object? obj) => Equals(obj as MetricTimeSpan);

    public override int GetHashCode() => _timeSpan.GetHashCode();

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Hours}:{Minutes}:{Seconds}:{Milliseconds}");
}
