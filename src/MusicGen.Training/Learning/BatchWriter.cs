namespace MusicGen.Training;

/// <summary>Lays rows of an encoded piece into one stream of a batch: the only place that knows a batch's layout.</summary>
internal sealed class BatchWriter
{
    private readonly Vocabulary _vocabulary;
    private readonly Representation _representation;
    private readonly IReadOnlyList<bool> _isNumber;
    private readonly int _fields;
    private readonly int[] _chosenOffsets;
    private readonly RowTraits _traits;

    public BatchWriter(Vocabulary vocabulary)
        : this(new NoteRepresentation(vocabulary), new bool[vocabulary.OutputFields.Count])
    {
    }

    /// <param name="representation">What the rows mean.</param>
    /// <param name="isNumber">(F) fields predicted as numbers.</param>
    public BatchWriter(Representation representation, IReadOnlyList<bool> isNumber)
    {
        var vocabulary = _vocabulary = representation.Vocabulary;
        _representation = representation;
        _isNumber = isNumber;
        _fields = vocabulary.OutputFields.Count;
        _traits = new RowTraits(vocabulary);
        _chosenOffsets = new int[_fields];
        for (var f = 1; f < _fields; f++)
            _chosenOffsets[f] = _chosenOffsets[f - 1] + vocabulary.OutputFields[f - 1].Size;
    }

    /// <summary>A batch with room for rows.</summary>
    /// <param name="time">Rows of each stream.</param>
    /// <param name="streams">Streams side by side.</param>
    public Batch CreateBatch(int time, int streams) => new(time, streams, _vocabulary.InputCount, _fields, _traits.All.Length);

    /// <summary>Writes rows from <paramref name="first"/> on until the piece or the batch's time ends; the rest is ignored.</summary>
    /// <returns>Rows written.</returns>
    public int Write(Batch batch, int stream, EncodedPiece piece, int first)
    {
        batch.Continues[stream] = first > 0 ? 1 : 0;
        var count = Math.Clamp(piece.Count - first, 0, batch.Time);
        for (var t = 0; t < batch.Time; t++)
        {
            var at = t * batch.Streams + stream;
            if (t < count) WriteRow(batch, at, piece, first + t);
            else WritePadding(batch, at);
        }

        batch.RowCount += count;
        batch.NoteCount += piece.NoteRows is { } notes && count > 0 ? notes.AsSpan(first, count).Count(true) : count;
        return count;
    }

    private void WriteRow(Batch batch, int at, EncodedPiece piece, int row)
    {
        var inputs = batch.Inputs.AsSpan(at * _vocabulary.InputCount, _vocabulary.InputCount);
        for (var f = 0; f < _fields; f++)
        {
            var last = row > 0 ? piece.Rows[(row - 1) * _fields + f] : _vocabulary.StartValue(f);
            inputs[f] = _vocabulary.InputOffsets[f] + last;
        }

        var contexts = _vocabulary.ContextFields.Count;
        for (var k = 0; k < contexts; k++)
            inputs[_fields + k] = _vocabulary.InputOffsets[_fields + k] + piece.Context[row * contexts + k];

        _traits.Read(piece.Notes, row);
        _traits.All.CopyTo(batch.Traits.AsSpan(at * _traits.All.Length));
        for (var f = 0; f < _fields; f++)
        {
            long value = piece.Rows[row * _fields + f];
            batch.Chosen[at * _fields + f] = _chosenOffsets[f] + value;
            var counted = piece.IsCounted(row, f);
            var target = _isNumber[f] ? (long)_representation.NumberOf(f, (int)value) : value;
            batch.Targets[f * batch.Time * batch.Streams + at] = counted ? target : Batch.Ignored;
            if (counted && !_isNumber[f]) batch.RemainderBits += _representation.RemainderBits(piece, row, f);
        }
    }

    private void WritePadding(Batch batch, int at)
    {
        for (var i = 0; i < _vocabulary.InputCount; i++)
            batch.Inputs[at * _vocabulary.InputCount + i] = _vocabulary.InputOffsets[i];
        for (var f = 0; f < _fields; f++)
        {
            batch.Chosen[at * _fields + f] = _chosenOffsets[f];
            batch.Targets[f * batch.Time * batch.Streams + at] = Batch.Ignored;
        }
    }
}
