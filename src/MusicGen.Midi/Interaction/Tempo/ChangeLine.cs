namespace MusicGen.Midi;

/// <summary>A value over time: a default at the start and the changes in order, none of them without effect.</summary>
internal sealed class ChangeLine<TValue>
    where TValue : class, IEquatable<TValue>
{
    private readonly List<ValueChange<TValue>> _changes = [];

    public ChangeLine(TValue defaultValue)
    {
        DefaultValue = defaultValue;
    }

    public TValue DefaultValue { get; }

    public IReadOnlyList<ValueChange<TValue>> Changes => _changes;

    public TValue At(long time)
    {
        var index = IndexAt(time);
        return index < 0 ? DefaultValue : _changes[index].Value;
    }

    /// <summary>Sets the value from a time on, up to the next change.</summary>
    public void Set(long time, TValue value)
    {
        var index = IndexAt(time);
        if (index >= 0 && _changes[index].Time == time)
        {
            _changes.RemoveAt(index);
            index--;
        }

        var before = index < 0 ? DefaultValue : _changes[index].Value;
        var next = index + 1;
        if (!value.Equals(before))
        {
            _changes.Insert(next, new ValueChange<TValue>(time, value));
            next++;
        }

        if (next < _changes.Count && value.Equals(_changes[next].Value))
            _changes.RemoveAt(next);
    }

    /// <summary>Takes away the changes from a time on, up to but without another.</summary>
    public void Clear(long startTime, long endTime) => _changes.RemoveAll(change => change.Time >= startTime && change.Time < endTime);

    public void CopyTo(ChangeLine<TValue> other)
    {
        other._changes.Clear();
        other._changes.AddRange(_changes);
    }

    /// <summary>The last change at or before a time; -1 where there is none. Found by halving, as files have tens of thousands.</summary>
    private int IndexAt(long time)
    {
        var low = 0;
        var high = _changes.Count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (_changes[middle].Time <= time)
                low = middle + 1;
            else
                high = middle;
        }

        return low - 1;
    }
}
