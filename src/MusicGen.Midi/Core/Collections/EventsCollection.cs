using System.Collections;

namespace MusicGen.Midi;

/// <summary>The events of one track in file order.</summary>
public sealed class EventsCollection : ICollection<MidiEvent>
{
    private readonly List<MidiEvent> _events = [];

    internal EventsCollection()
    {
    }

    public MidiEvent this[int index]
    {
        get => _events[index];
        set => _events[index] = NotNull(value, nameof(value));
    }

    public int Count => _events.Count;

    bool ICollection<MidiEvent>.IsReadOnly => false;

    public void Add(MidiEvent midiEvent) => _events.Add(NotNull(midiEvent, nameof(midiEvent)));

    public void AddRange(IEnumerable<MidiEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        _events.AddRange(events.Where(midiEvent => midiEvent is not null));
    }

    public void Insert(int index, MidiEvent midiEvent) => _events.Insert(index, NotNull(midiEvent, nameof(midiEvent)));

    public bool Remove(MidiEvent midiEvent) => _events.Remove(NotNull(midiEvent, nameof(midiEvent)));

    public void RemoveAt(int index) => _events.RemoveAt(index);

    public int RemoveAll(Predicate<MidiEvent> match) => _events.RemoveAll(match);

    public int IndexOf(MidiEvent midiEvent) => _events.IndexOf(NotNull(midiEvent, nameof(midiEvent)));

    public void Clear() => _events.Clear();

    public bool Contains(MidiEvent item) => _events.Contains(item);

    public void CopyTo(MidiEvent[] array, int arrayIndex) => _events.CopyTo(array, arrayIndex);

    public IEnumerator<MidiEvent> GetEnumerator() => _events.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The list itself, for loops over millions of events that an enumerator would slow.</summary>
    internal List<MidiEvent> List => _events;

    private static MidiEvent NotNull(MidiEvent? midiEvent, string name)
    {
        ArgumentNullException.ThrowIfNull(midiEvent, name);
        return midiEvent;
    }
}
