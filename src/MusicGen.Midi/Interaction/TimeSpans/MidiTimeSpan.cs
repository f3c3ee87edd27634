namespace MusicGen.Midi;

/// <summary>A time or a length in ticks.</summary>
public sealed class MidiTimeSpan : ITimeSpan, IComparable<MidiTimeSpan>, IEquatable<MidiTimeSpan>
{
    public MidiTimeSpan()
    {
    }

    public MidiTimeSpan(long timeSpan)
    {
        TimeSpan = Throw.IfNegative(timeSpan, nameof(timeSpan));
    }

    public long TimeSpan { get; }

    public static implicit operator long(MidiTimeSpan timeSpan)
    {
        ArgumentNullException.ThrowIfNull(timeSpan);
        return timeSpan.TimeSpan;
    }

    public static explicit operator MidiTimeSpan(long timeSpan) => new(timeSpan);

    public ITimeSpan Clone() => new MidiTimeSpan(TimeSpan);

    public int CompareTo(MidiTimeSpan? other) => other is null ? 1 : TimeSpan.CompareTo(other.TimeSpan);

    public int CompareTo(object? obj) => obj is null or MidiTimeSpan
        ? CompareTo(obj as MidiTimeSpan)
        : throw new ArgumentException($"A {nameof(MidiTimeSpan)} is expected, but found {obj.GetType().Name}.", nameof(obj));

    public bool Equals(MidiTimeSpan? other) => other is not null && other.TimeSpan == TimeSpan;

    public override bool Equals(object? obj) => Equals(obj as MidiTimeSpan);

    public override int GetHashCode() => TimeSpan.GetHashCode();

    public override string ToString() => TimeSpan.ToString();
}
