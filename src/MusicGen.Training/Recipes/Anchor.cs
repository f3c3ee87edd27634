namespace MusicGen.Training;

/// <summary>One of the <see cref="Anchors"/> of a field.</summary>
internal abstract record Anchor
{
    /// <summary>Rows for a batch.</summary>
    /// <param name="inputs">(T, B, I) rows of the embedding table.</param>
    /// <param name="chosen">(T, B, fields before) rows of the values chosen before; null = none.</param>
    /// <param name="traits">(T, B, traits · V) tokens that say what is known of the field's values.</param>
    /// <returns>(T, B, V) the row of the relative projection that says each value.</returns>
    public abstract Tensor RowsFor(Tensor inputs, Tensor? chosen, Tensor traits);
}
