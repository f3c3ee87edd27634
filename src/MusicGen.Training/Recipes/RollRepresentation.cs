namespace MusicGen.Training;

/// <summary>A row is a step of a binary piano roll: which of 88 keys are down; pieces are cut as in <see cref="RollSet"/>. Its bits are its own.</summary>
internal sealed class RollRepresentation(Vocabulary vocabulary) : Representation(vocabulary)
{
    public override string RowName => "step";

    public override bool IsChargedByNote => false;

    public override bool IsWithoutDrums => true;

    public override EncodedPiece Encode(Piece piece, Reading reading, int collection = 0) => base.Encode(
        new Piece(piece.Name, piece.Notes.Where(note => piece.Tempo.SecondsAt(note.OnsetTicks) < RollSet.LongestSeconds), piece.Tempo, piece.Metres), reading, collection);
}
