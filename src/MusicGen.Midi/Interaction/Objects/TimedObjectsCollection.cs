using System.Collections;

namespace MusicGen.Midi;

/// <summary>The notes or timed events of a track while they are being edited; read back by time.</summary>
public sealed class TimedObjectsCollection<TObject> : ICollection<TObject>
    where TObject : ITimedObject
{
    private readonly List<TObject> _objects;
    private readonly TimedObjectsComparer _comparer;

    internal TimedObjectsCollection(IEnumerable<TObject> objects, TimedObjectsComparer comparer)
    {
        _objects = [.. objects];
        _comparer = comparer;
    }

    public int Count => _objects.Count;

    bool ICollection<TObject>.IsReadOnly => false;

    public void Add(TObject item) => _objects.Add(item);

    public void Add(IEnumerable<TObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        _objects.AddRange(objects.Where(item => item is not null));
    }

    public void Add(params TObject[] objects) => Add((IEnumerable<TObject>)objects);

    public bool Remove(TObject item) => _objects.Remove(item);

    public int RemoveAll(Predicate<TObject> match) => _objects.RemoveAll(match);

    public void Clear() => _objects.Clear();

    public bool Contains(TObject item) => _objects.Contains(item);

    public void CopyTo(TObject[] array, int arrayIndex) => this.ToArray().CopyTo(array, arrayIndex);

    public IEnumerator<TObject> GetEnumerator() =>
        _objects.OrderBy(item => (ITimedObject)item, _comparer).ToList().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
