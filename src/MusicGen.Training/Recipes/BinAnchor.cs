namespace MusicGen.Training;

/// <summary>
/// What the values of a field that is in bins are predicted by their distance from: the end of a sounding note for onsets (by the shift to them) and ends (by
/// the duration up to them), or what a place heard before goes on with. Near it every distance has a row, beyond <see cref="Reach"/> all have one; where
/// there is none, as the note has ended, all values have the same, which says nothing.
/// </summary>
/// <param name="FirstRow">Its first row of the relative projection.</param>
/// <param name="Values">Values of the field.</param>
/// <param name="Cells">(tokens) cells from the last onset to the end; 0 = none.</param>
/// <param name="ShiftCells">(shifts) cells from the last onset to the note whose duration is predicted; empty = the shift itself is.</param>
/// <param name="Bins">(cells) the bin of each time.</param>
internal sealed record BinAnchor(int Input, int Offset, int FirstRow, int Values, long[] Cells, long[] ShiftCells, long[] Bins) : InputAnchor(Input, Offset)
{
    /// <summary>Farthest distance with a row of its own.</summary>
    public const int Reach = 12;

    /// <summary>Rows of one anchor.</summary>
    public const int RowCount = 2 * Reach + 1;

    /// <summary>A bin that all values are far above.</summary>
    public const long Nowhere = -10_000;

    private Tensor? _bins, _values;

    public override Tensor RowsFor(Tensor inputs, Tensor? chosen, Tensor traits)
    {
        _bins ??= BinsOfTokens(inputs.device);
        _values ??= arange(Values, ScalarType.Int64, inputs.device).DetachFromDisposeScope();
        var tokens = Tokens(inputs);
        if (ShiftCells.Length > 0) tokens = tokens * ShiftCells.Length + chosen!.narrow(2, 0, 1).reshape(-1);
        var bins = _bins.index_select(0, tokens).view(inputs.shape[0], inputs.shape[1], 1);
        return (_values - bins).clamp(-Reach, Reach) + (FirstRow + Reach);
    }

    /// <summary>(tokens · shifts) the bin of the end under each, or <see cref="Nowhere"/>.</summary>
    private Tensor BinsOfTokens(Device device)
    {
        long[] shifts = ShiftCells.Length > 0 ? ShiftCells : [0];
        long[] bins = [.. Cells.SelectMany(cells => shifts.Select(shift => cells > shift ? Bins[cells - shift] : Nowhere))];
        return tensor(bins, [bins.Length], device: device).DetachFromDisposeScope();
    }
}
