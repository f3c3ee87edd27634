namespace MusicGen.Core;

/// <summary>First notes of a piece, composed before anybody asked for it. Part of <see cref="Composer"/>.</summary>
/// <remarks>Single-threaded.</remarks>
internal sealed class ComposedOpening(int stateLength)
{
    private Note[] _notes = [], _seed = [];
    private long _firstIndex = -1, _onsetTicks;

    /// <summary>Room for the state of a model that is another's for the moment.</summary>
    public float[] ModelBefore { get; } = new float[stateLength];

    /// <summary>Keeps what was composed.</summary>
    /// <param name="firstIndex">Index of the first note in its composer.</param>
    /// <param name="onsetTicks">Where the piece begins.</param>
    /// <param name="seed">What was fed before it.</param>
    /// <param name="notes">The notes.</param>
    public void Keep(long firstIndex, long onsetTicks, ReadOnlySpan<Note> seed, List<Note> notes)
    {
        _firstIndex = firstIndex;
        _onsetTicks = onsetTicks;
        _seed = seed.ToArray();
        _notes = [.. notes];
    }

    /// <summary>Lets the notes go.</summary>
    public void Forget() => _firstIndex = -1;

    /// <summary>Whether the piece has still to begin at this note.</summary>
    public bool IsReadyAt(long noteIndex) => _firstIndex >= 0 && noteIndex == _firstIndex;

    /// <summary>Whether it is the opening of such a piece.</summary>
    public bool IsOf(long onsetTicks, ReadOnlySpan<Note> seed) => _onsetTicks == onsetTicks && seed.SequenceEqual(_seed);

    /// <summary>A note of it.</summary>
    public bool TryGet(long noteIndex, out Note note)
    {
        var at = noteIndex - _firstIndex;
        var isHere = _firstIndex >= 0 && at >= 0 && at < _notes.Length;
        note = isHere ? _notes[at] : default;
        return isHere;
    }
}
