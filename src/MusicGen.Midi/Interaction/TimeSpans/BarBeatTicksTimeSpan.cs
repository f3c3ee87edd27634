namespace MusicGen.Midi;

/// <summary>A time or a length in bars, beats and ticks, each counted from 0.</summary>
public sealed class BarBeatTicksTimeSpan : ITimeSpan, IComparable<BarBeatTicksTimeSpan>, IEquatable<BarBeatTicksTimeSpan>
{
    public BarBeatTicksTimeSpan()
    {
    }

    public BarBeatTicksTimeSpan(long bars)
        : this(bars, 0)
    {
    }

    public BarBeatTicksTimeSpan(long bars, long beats)
        : this(bars, beats, 0)
    {
    }

    /// <exception cref="ArgumentOutOfRangeException">A value is negative.</exception>
    public BarBeatTicksTimeSpan(long bars, long beats, long ticks)
    {
        Bars = Throw.IfNegative(bars, nameof(bars));
        Beats = Throw.IfNegative(beats, nameof(beats));
        Ticks = Throw.IfNegative(ticks, nameof(ticks));
    }

    public long Bars { get; }

    public long Beats { get; }

    public long Ticks { get; }

    public ITimeSpan Clone() => new BarBeatTicksTimeSpan(Bars, Beats, Ticks);

    public int CompareTo(BarBeatTicksTimeSpan? other) =>
        other is null ? 1 : (Bars, Beats, Ticks).CompareTo((other.Bars, other.Beats, other.Ticks));

    public int CompareTo(object? obj) => obj is null or BarBeatTicksTimeSpan
        ? CompareTo(obj as BarBeatTicksTimeSpan)
        : throw new ArgumentException($"A {nameof(BarBeatTicksTimeSpan)} is expected, but found {obj.GetType().Name}.", nameof(obj));

    public bool Equals(BarBeatTicksTimeSpan? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as BarBeatTicksTimeSpan);

    public override int GetHashCode() => HashCode.Combine(Bars, Beats, Ticks);

    public override string ToString() => $"{Bars}.{Beats}.{Ticks}";
}
