namespace MusicGen.Training;

/// <summary>A row is a note with its fields and the wishes in force: the representation of the <c>note</c> recipes.</summary>
internal sealed class NoteRepresentation(Vocabulary vocabulary) : Representation(vocabulary)
{
    private readonly PieceEncoder _encoder = new(vocabulary);
    private readonly BinRemainder _remainder = new(vocabulary);

    public override EncodedPiece Encode(Piece piece, Reading reading, int collection = 0) => _encoder.Encode(piece, reading, collection);

    public override double RemainderBits(int field, int value) => _remainder.Bits(field, value);
}
