namespace MusicGen.Training;

/// <summary>Another representation's rows with some fields folded onto classes, so that the floors (Markov chains, repeating the last) stand on the same classes.</summary>
internal sealed class FoldedRepresentation(Representation inner, IReadOnlyList<Fold> folds)
    : Representation(new Vocabulary(inner.Vocabulary.TimeBase, [.. folds.Select(fold => new Field(fold.Name, fold.Classes))], []))
{
    public override string RowName => inner.RowName;

    public override bool IsChargedByNote => false;

    public override EncodedPiece Encode(Piece piece, Reading reading, int collection = 0)
    {
        var encoded = inner.Encode(piece, reading, collection);
        var fields = inner.Vocabulary.OutputFields.Count;
        var count = encoded.Count - (encoded.HasEndRow ? 1 : 0);
        var rows = new int[count * folds.Count];
        for (var row = 0; row < count; row++)
            for (var f = 0; f < folds.Count; f++)
                rows[row * folds.Count + f] = folds[f].ClassOf[encoded.Rows[row * fields + folds[f].Field]];
        return new EncodedPiece(rows, [], count) { HasEndRow = false };
    }
}
