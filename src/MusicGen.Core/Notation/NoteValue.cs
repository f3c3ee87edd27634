namespace MusicGen.Core;

/// <summary>What a written note or rest looks like: its kind, its dot, and whether it is one of a triplet.</summary>
/// <param name="Ticks">How long it lasts, in ticks.</param>
/// <param name="Type">Its name in MusicXML, "whole" to "128th".</param>
/// <param name="IsDotted">Half as long again.</param>
/// <param name="IsTriplet">Three in the time of two.</param>
internal readonly record struct NoteValue(int Ticks, string Type, bool IsDotted, bool IsTriplet)
{
    private static readonly string[] _types = ["whole", "half", "quarter", "eighth", "16th", "32nd", "64th", "128th"];

    private static readonly NoteValue[] _binary =
    [
        .. Enumerable.Range(0, 7).SelectMany(power => new[]
        {
            new NoteValue(BaseTicks(power) * 3 / 2, _types[power], true, false),
            new NoteValue(BaseTicks(power), _types[power], false, false),
        }).Where(value => value.Ticks % ScoreGrid.BinaryTicks == 0 && value.Ticks <= BaseTicks(0)),
    ];

    private static readonly NoteValue[] _triplets = [.. Enumerable.Range(2, 6).Select(power => new NoteValue(BaseTicks(power) * 2 / 3, _types[power], false, true))];

    /// <summary>Splits a stretch of one bar into values that are easy to read, to be tied together where they are notes.</summary>
    /// <param name="start">Where it begins, in ticks from the bar's start, a multiple of 10.</param>
    /// <param name="end">Where it ends, likewise.</param>
    /// <param name="isRest">Rests are never written across a beat.</param>
    /// <param name="isCompound">Whether a beat is a dotted quarter, as in 6/8.</param>
    public static IEnumerable<NoteValue> Split(long start, long end, bool isRest, bool isCompound)
    {
        for (var at = start; at < end;)
        {
            var value = Longest(at, end, isRest, isCompound);
            yield return value;
            at += value.Ticks;
        }
    }

    private static NoteValue Longest(long at, long end, bool isRest, bool isCompound)
    {
        var quarterEnd = ((at / MusicalTime.Ppqn) + 1) * MusicalTime.Ppqn;
        var limit = Math.Min(end, quarterEnd);
        if (at % ScoreGrid.BinaryTicks != 0 || (limit - at) % ScoreGrid.BinaryTicks != 0)
            return _triplets.First(value => value.Ticks <= limit - at && FitsTriplet(at % MusicalTime.Ppqn, value.Ticks));

        // A stretch that ends inside a triplet is first written up to the quarter in which that stands.
        var binaryEnd = end % ScoreGrid.BinaryTicks == 0 ? end : end / MusicalTime.Ppqn * MusicalTime.Ppqn;
        return _binary.FirstOrDefault(value => at + value.Ticks <= binaryEnd && Fits(at, value, isRest, isCompound), _binary[^1]);
    }

    private static bool FitsTriplet(long at, int ticks) => at % ticks == 0 || (at == ticks / 2 && ticks == MusicalTime.Ppqn * 2 / 3);

    private static bool Fits(long at, NoteValue value, bool isRest, bool isCompound)
    {
        if (isCompound)
            return FitsCompound(at, value);
        if (value.IsDotted)
        {
            var plain = value.Ticks * 2 / 3;
            var beat = Math.Min(plain, MusicalTime.Ppqn);
            return !isRest && (at % beat == 0 || (at + value.Ticks) % plain == 0);
        }

        return at % Math.Min(isRest ? value.Ticks : Math.Max(value.Ticks / 2, ScoreGrid.BinaryTicks), MusicalTime.Ppqn) == 0;
    }

    private static bool FitsCompound(long at, NoteValue value)
    {
        const int beat = MusicalTime.Ppqn * 3 / 2;
        if (value.Ticks % beat == 0)
            return at % beat == 0;
        var crosses = at / beat != (at + value.Ticks - 1) / beat;
        var unit = value.IsDotted ? value.Ticks / 3 : Math.Max(value.Ticks / 2, ScoreGrid.BinaryTicks);
        return !crosses && at % beat % unit == 0;
    }

    private static int BaseTicks(int power) => MusicalTime.Ppqn * 4 >> power;
}
