namespace MusicGen.Training;

/// <summary>One of the <see cref="Anchors"/> of a field.</summary>
/// <param name="Input">The input whose token it is.</param>
/// <param name="Offset">First row of that input in the embedding table.</param>
internal abstract record Anchor(int Input, int Offset)
{
    /// <summary>Rows for a batch.</summary>
    /// <param name="inputs">(T, B, I) rows of the embedding table.</param>
    /// <param name="chosen">(T, B, fields before) rows of the values chosen before; null = none.</param>
    /// <returns>(T, B, V) the row of the relative projection that says each value.</returns>
    public abstract Tensor RowsFor(Tensor inputs, Tensor? chosen);

    /// <summary>(T·B) tokens of its input.</summary>
    protected Tensor Tokens(Tensor inputs) => (inputs.narrow(2, Input, 1) - Offset).reshape(-1);
}
