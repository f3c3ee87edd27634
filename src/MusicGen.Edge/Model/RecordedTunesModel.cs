namespace MusicGen.Edge;

/// <summary>
/// Stands in for the network where none runs: wants, note by note, what is in recorded tunes, one tune after the other. To
/// the composer it is a model like any other, so that steering, rewinding and every mode go on.
/// </summary>
/// <remarks>Single-threaded. After construction no member allocates.</remarks>
internal sealed class RecordedTunesModel : INoteModel
{
    // So far above the rest that no temperature a person can set draws another value.
    private const float Certain = 200;

    private readonly IReadOnlyList<int[]> _tunes;
    private readonly float[][] _logits;
    private readonly int _width;
    private int _tune, _row = -1;

    /// <summary>Takes the tunes.</summary>
    /// <param name="codec">Codec of the notes.</param>
    /// <param name="tunes">One or more tunes in whole cells, each with notes in it.</param>
    /// <param name="firstTune">Which one begins.</param>
    public RecordedTunesModel(NoteCodec codec, IReadOnlyList<Note[]> tunes, int firstTune)
    {
        Vocabulary = codec.Vocabulary;
        _tunes = [.. tunes.Select(tune => codec.EncodeAll(tune))];
        _width = Vocabulary.OutputFields.Count;
        _logits = [.. Vocabulary.OutputFields.Select(f => new float[f.Size])];
        _tune = firstTune % tunes.Count;
    }

    /// <inheritdoc/>
    public Vocabulary Vocabulary { get; }

    /// <inheritdoc/>
    public int StateLength => 2;

    /// <summary>The next tune, before its first note.</summary>
    public void Reset()
    {
        // A piece that has not begun is not skipped: whoever prepares resets more than once.
        if (_row >= 0) _tune = (_tune + 1) % _tunes.Count;
        _row = -1;
    }

    /// <inheritdoc/>
    public void Forward(ReadOnlySpan<int> inputs) => _row = Math.Min(_row + 1, _tunes[_tune].Length / _width - 1);

    /// <inheritdoc/>
    public ReadOnlySpan<float> Logits(int field, ReadOnlySpan<int> chosen, ReadOnlySpan<byte> traits = default)
    {
        var logits = _logits[field];
        logits.AsSpan().Clear();
        logits[_tunes[_tune][Math.Max(0, _row) * _width + field]] = Certain;
        return logits;
    }

    /// <inheritdoc/>
    public void SaveState(Span<float> state) => (state[0], state[1]) = (_tune, _row);

    /// <inheritdoc/>
    public void LoadState(ReadOnlySpan<float> state) => (_tune, _row) = ((int)state[0], (int)state[1]);

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
