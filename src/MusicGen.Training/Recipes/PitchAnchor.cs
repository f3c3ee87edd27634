namespace MusicGen.Training;

/// <summary>A pitch, or a key, that pitches are predicted by their distance from.</summary>
/// <param name="Rows">(tokens, 128) the row of the relative projection that says each pitch.</param>
internal sealed record PitchAnchor(int Input, int Offset, long[] Rows) : InputAnchor(Input, Offset)
{
    public const int Pitches = 128;
    private Tensor? _rows;

    /// <summary>Whether the row is the pitch minus the token, plus a constant.</summary>
    public bool IsDistance { get; init; }

    public override Tensor RowsFor(Tensor inputs, Tensor? chosen, Tensor traits)
    {
        _rows ??= tensor(Rows, [Rows.Length / Pitches, Pitches], device: inputs.device).DetachFromDisposeScope();
        return _rows.index_select(0, Tokens(inputs)).view(inputs.shape[0], inputs.shape[1], Pitches);
    }
}
