namespace MusicGen.Training;

/// <summary>What is known of each value of a field before it is drawn (<see cref="Vocabulary.Traits"/>): the token picks the row, one table for all values.</summary>
/// <param name="First">Its first token among those of the field.</param>
/// <param name="FirstRow">Its first row of the relative projection.</param>
/// <param name="Values">Values of the field.</param>
internal sealed record TraitAnchor(int First, int FirstRow, int Values) : Anchor
{
    public override Tensor RowsFor(Tensor inputs, Tensor? chosen, Tensor traits) => traits.narrow(2, First, Values).to(ScalarType.Int64) + FirstRow;
}
