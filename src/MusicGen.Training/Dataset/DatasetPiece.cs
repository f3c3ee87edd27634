namespace MusicGen.Training;

/// <summary>A piece in a dataset.</summary>
/// <param name="Piece">Its music; the name is the file's path in its folder.</param>
/// <param name="Split">Where it belongs.</param>
/// <param name="Group">Pieces with the same number are versions of one work and share a split.</param>
internal sealed record DatasetPiece(Piece Piece, Split Split, int Group);
