namespace MusicGen.Training;

/// <summary>One of the <see cref="PitchAnchors"/>.</summary>
/// <param name="Input">The input whose token it is.</param>
/// <param name="Offset">First row of that input in the embedding table.</param>
/// <param name="Rows">(tokens, 128) the row of the relative projection that says each pitch.</param>
internal sealed record PitchAnchor(int Input, int Offset, long[] Rows)
{
    public const int Pitches = 128;
    private Tensor? _rows;

    /// <summary>Whether the row is the pitch minus the token, plus a constant.</summary>
    public bool IsDistance { get; init; }

    /// <summary>Rows for a batch.</summary>
    /// <param name="inputs">(T, B, I) rows of the embedding table.</param>
    /// <returns>(T, B, 128)</returns>
    public Tensor RowsFor(Tensor inputs)
    {
        _rows ??= tensor(Rows, [Rows.Length / Pitches, Pitches], device: inputs.device).DetachFromDisposeScope();
        var tokens = (inputs.narrow(2, Input, 1) - Offset).reshape(-1);
        return _rows.index_select(0, tokens).view(inputs.shape[0], inputs.shape[1], Pitches);
    }
}
