namespace MusicGen.Training;

/// <summary>An anchor that an input tells.</summary>
/// <param name="Input">The input whose token it is.</param>
/// <param name="Offset">First row of that input in the embedding table.</param>
internal abstract record InputAnchor(int Input, int Offset) : Anchor
{
    /// <summary>(T·B) tokens of its input.</summary>
    protected Tensor Tokens(Tensor inputs) => (inputs.narrow(2, Input, 1) - Offset).reshape(-1);
}
