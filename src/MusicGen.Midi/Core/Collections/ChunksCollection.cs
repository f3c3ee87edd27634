using System.Collections;

namespace MusicGen.Midi;

/// <summary>The chunks of a file in file order, without the header, which the file object itself stands for.</summary>
public sealed class ChunksCollection : ICollection<MidiChunk>
{
    private readonly List<MidiChunk> _chunks = [];

    public MidiChunk this[int index]
    {
        get => _chunks[index];
        set => _chunks[index] = NotNull(value, nameof(value));
    }

    public int Count => _chunks.Count;

    bool ICollection<MidiChunk>.IsReadOnly => false;

    public void Add(MidiChunk chunk) => _chunks.Add(NotNull(chunk, nameof(chunk)));

    public void AddRange(IEnumerable<MidiChunk> chunks)
    {
        ArgumentNullException.ThrowIfNull(chunks);
        _chunks.AddRange(chunks.Where(chunk => chunk is not null));
    }

    public void Insert(int index, MidiChunk chunk) => _chunks.Insert(index, NotNull(chunk, nameof(chunk)));

    public bool Remove(MidiChunk chunk) => _chunks.Remove(NotNull(chunk, nameof(chunk)));

    public void RemoveAt(int index) => _chunks.RemoveAt(index);

    public int RemoveAll(Predicate<MidiChunk> match) => _chunks.RemoveAll(match);

    public int IndexOf(MidiChunk chunk) => _chunks.IndexOf(NotNull(chunk, nameof(chunk)));

    public void Clear() => _chunks.Clear();

    public bool Contains(MidiChunk item) => _chunks.Contains(item);

    public void CopyTo(MidiChunk[] array, int arrayIndex) => _chunks.CopyTo(array, arrayIndex);

    public IEnumerator<MidiChunk> GetEnumerator() => _chunks.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static MidiChunk NotNull(MidiChunk? chunk, string name)
    {
        ArgumentNullException.ThrowIfNull(chunk, name);
        return chunk;
    }
}
