namespace MusicGen.Training;

/// <summary>A row is a note with its fields and the wishes in force: the representation of the <c>note</c> recipes.</summary>
internal sealed class NoteRepresentation(Vocabulary vocabulary) : Representation(vocabulary)
{
    private readonly PieceEncoder _encoder = new(vocabulary);
    private readonly BinRemainder _remainder = new(vocabulary);
    private readonly int _duration = vocabulary.OutputIndex(FieldNames.Duration);

    public override EncodedPiece Encode(Piece piece, Reading reading, int collection = 0) => _encoder.Encode(piece, reading, collection);

    public override double RemainderBits(int field, int value) => _remainder.Bits(field, value);

    public override double RemainderBits(EncodedPiece piece, int row, int field) =>
        field == _duration && piece.LengthRemainders is { } lengths ? lengths[row] : base.RemainderBits(piece, row, field);
}
