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

    // Of 100 notes whose length lies in a coarse bin that holds the end of a sounding note so many end just then: 94 in MAESTRO, 97 in piano-midi.de.
    private const double LikelyEnd = 0.95;

    /// <summary>Bits of the remainder of a note's length where it is known which notes sound: nearly none where it ends with one of them, the more where it does not.</summary>
    /// <param name="cells">The length.</param>
    /// <param name="sounding">The notes that sound at its onset.</param>
    public double LengthBits(long cells, in SoundingMemory sounding)
    {
        var bin = _grid.BinOf(cells);
        if (!sounding.TryFindEnd(bin, _grid, out var end)) return Bits(_duration, bin);
        return cells == end ? -Math.Log2(LikelyEnd) : Math.Log2(_grid.WidthCells(bin) - 1) - Math.Log2(1 - LikelyEnd);
    }

    /// <summary>Bits of the remainder of one value.</summary>
    public double Bits(int field, int value) =>
        (field == _shift || field == _duration) && value < _grid.BinCount ? Math.Log2(_grid.WidthCells(value)) : 0;
}
