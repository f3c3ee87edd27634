namespace MusicGen.Training;

/// <summary>A row is a note with its fields, as the box plays them: the representation of the <c>note</c> recipe.</summary>
internal sealed class NoteRepresentation(Vocabulary vocabulary) : Representation(vocabulary)
{
    private readonly PieceEncoder _encoder = new(vocabulary);
    private readonly BinRemainder _remainder = new(vocabulary);

    public override string RowName => "note";

    public override EncodedPiece Encode(Piece piece, Reading reading, int collection = 0) => _encoder.Encode(piece, reading, collection);

    public override double RemainderBits(int field, int value) => _remainder.Bits(field, value);

    public override bool IsEnd(ReadOnlySpan<int> row) => row[_encoder.Codec.ShiftField] == _encoder.Codec.EndValue;

    public override IReadOnlyList<Note> Decode(IReadOnlyList<int[]> rows)
    {
        var notes = new List<Note>();
        foreach (var row in rows) notes.Add(_encoder.Codec.Decode(row, notes.Count > 0 ? notes[^1].OnsetTicks : 0));
        return notes;
    }
}
