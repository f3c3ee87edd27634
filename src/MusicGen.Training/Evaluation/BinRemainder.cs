namespace MusicGen.Training;

/// <summary>
/// What a value of a coarse time bin still leaves open: log2 of its width in cells, so that representations with
/// different grids are charged for the same 10 ms (or 1/24 quarter).
/// </summary>
internal sealed class BinRemainder(Vocabulary vocabulary)
{
    private readonly TimeGrid _grid = TimeGrid.Of(vocabulary.TimeBase);
    private readonly int _shift = vocabulary.OutputIndex(FieldNames.Shift);
    private readonly int _duration = vocabulary.OutputIndex(FieldNames.Duration);

    /// <summary>Bits of the remainder of one value.</summary>
    public double Bits(int field, int value) =>
        (field == _shift || field == _duration) && value < _grid.BinCount ? Math.Log2(_grid.WidthCells(value)) : 0;
}
