using System.Runtime.CompilerServices;

namespace MusicGen.Core;

/// <summary>
/// How long the notes that sound still do, as the model is told it: those struck last first, and of several that end together the last. Notes begin where
/// others end and end together, in a chord or under a pedal; a network would have to add up times to know where that is. Training and composing fill the
/// same input fields from it.
/// </summary>
/// <remarks>A value: copied, it remembers on its own. Only <see cref="FieldsOf"/> allocates. Drums are not to be struck.</remarks>
public struct SoundingMemory
{
    /// <summary>Ends remembered; where more notes sound, those struck first are forgotten.</summary>
    public const int Length = 12;

    private Ends _left;
    private int _count;

    /// <summary>The fields that it fills: three ends.</summary>
    public static IReadOnlyList<Field> FieldsOf(TimeBase timeBase)
    {
        var size = TimeGrid.SoundingOf(timeBase).BinCount;
        return [new(FieldNames.Sounding, size), new(FieldNames.SecondSounding, size), new(FieldNames.ThirdSounding, size)];
    }

    /// <summary>Time goes on, and notes end.</summary>
    /// <param name="cells">Cells since the last onset.</param>
    public void Advance(long cells)
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
            if (_left[i] > cells) _left[kept++] = (ushort)(_left[i] - cells);
        _count = kept;
    }

    /// <summary>A note begins.</summary>
    /// <param name="cells">Its duration.</param>
    public void Strike(long cells)
    {
        var left = (ushort)Math.Clamp(cells, 1, ushort.MaxValue);
        var at = 0;
        while (at < _count && _left[at] != left) at++;
        if (at == _count)
        {
            at = Math.Min(_count, Length - 1);
            _count = at + 1;
        }

        for (; at > 0; at--) _left[at] = _left[at - 1];
        _left[0] = left;
    }

    /// <summary>Cells from the last onset to an end.</summary>
    /// <param name="index">0 = the note struck last, 1 = the one before it with another end, and so on.</param>
    /// <returns>≥ 1; 0 = so many different ends are not to come.</returns>
    public readonly int Left(int index) => index < _count ? _left[index] : 0;

    /// <summary>The end that a bin of lengths holds: in a coarse bin a note ends with one that sounds already, nearly always.</summary>
    /// <param name="bin">Bin of the length of a note that begins now.</param>
    /// <param name="grid">The grid of lengths.</param>
    /// <param name="cells">Cells up to the end, of several ends that of the note struck last.</param>
    /// <returns>Whether the bin is coarse and holds one.</returns>
    public readonly bool TryFindEnd(int bin, TimeGrid grid, out long cells)
    {
        for (var i = 0; i < _count && grid.WidthCells(bin) > 1; i++)
        {
            cells = _left[i];
            if (cells < grid.CellCount && grid.BinOf(cells) == bin) return true;
        }

        cells = 0;
        return false;
    }

    /// <summary>The value of one of <see cref="FieldsOf"/>, or −1 where the name is none of them.</summary>
    public readonly int ValueOf(string field, TimeBase timeBase)
    {
        var index = field switch { FieldNames.Sounding => 0, FieldNames.SecondSounding => 1, FieldNames.ThirdSounding => 2, _ => -1 };
        return index < 0 ? -1 : TimeGrid.SoundingOf(timeBase).BinOf(Left(index));
    }

    [InlineArray(Length)]
    private struct Ends
    {
        private ushort _first;
    }
}
