namespace MusicGen.Midi;

/// <summary>A value of a tempo map from a time in ticks on, until the next change.</summary>
public sealed class ValueChange<TValue> : ITimedObject
{
    private readonly long _time;

    internal ValueChange(long time, TValue value)
    {
        _time = time;
        Value = value;
    }

    /// <summary>Ticks from the start. A change cannot be moved.</summary>
    /// <exception cref="InvalidOperationException">On setting.</exception>
    public long Time
    {
        get => _time;
        set => throw new InvalidOperationException("The time of a change cannot be set; set the value at another time in a TempoMapManager.");
    }

    public TValue Value { get; }

    public ITimedObject Clone() => new ValueChange<TValue>(_time, Value);

    public override string ToString() => $"{Value} at {Time}";
}
