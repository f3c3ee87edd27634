namespace MusicGen.Training;

/// <summary>Lays rows of an encoded piece into one stream of a batch: the only place that knows a batch's layout.</summary>
internal sealed class BatchWriter
{
    private readonly Vocabulary _vocabulary;
    private readonly BinRemainder _remainder;
    private readonly int _fields;
    private readonly int[] _chosenOffsets;
    private readonly int _shift;
    private readonly int _end;

    public BatchWriter(Vocabulary vocabulary)
    {
        _vocabulary = vocabulary;
        _remainder = new BinRemainder(vocabulary);
        _fields = vocabulary.OutputFields.Count;
        _chosenOffsets = new int[_fields];
        for (var f = 1; f < _fields; f++)
            _chosenOffsets[f] = _chosenOffsets[f - 1] + vocabulary.OutputFields[f - 1].Size;
        _shift = vocabulary.OutputIndex(FieldNames.Shift);
        _end = vocabulary.OutputFields[_shift].Size - 1;
    }

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

        batch.NoteCount += count;
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

        var ends = piece.Rows[row * _fields + _shift] == _end;
        for (var f = 0; f < _fields; f++)
        {
            long value = piece.Rows[row * _fields + f];
            batch.Chosen[at * _fields + f] = _chosenOffsets[f] + value;
            var counted = !ends || f == _shift;
            batch.Targets[f * batch.Time * batch.Streams + at] = counted ? value : Batch.Ignored;
            if (counted) batch.RemainderBits += _remainder.Bits(f, (int)value);
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
