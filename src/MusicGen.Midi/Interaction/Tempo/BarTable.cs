namespace MusicGen.Midi;

/// <summary>The bar, beat and tick of every tick, and back. A change of metre begins a new bar wherever it stands.</summary>
internal sealed class BarTable
{
    private const int QuartersPerWhole = 4;

    private readonly long[] _ticks;
    private readonly long[] _bars;
    private readonly TimeSignature[] _metres;
    private readonly long _ticksPerWhole;

    public BarTable(short ticksPerQuarter, ChangeLine<TimeSignature> metres)
    {
        _ticksPerWhole = QuartersPerWhole * (long)ticksPerQuarter;
        var changes = metres.Changes;
        var startsLate = changes.Count == 0 || changes[0].Time > 0 ? 1 : 0;
        _ticks = new long[changes.Count + startsLate];
        _bars = new long[_ticks.Length];
        _metres = new TimeSignature[_ticks.Length];
        _metres[0] = metres.DefaultValue;
        for (var change = 0; change < changes.Count; change++)
        {
            var index = change + startsLate;
            _ticks[index] = changes[change].Time;
            _metres[index] = changes[change].Value;
            if (index > 0)
                _bars[index] = _bars[index - 1] + BarsUpTo(index);
        }
    }

    public (long Bars, long Beats, long Ticks) ToBars(long ticks)
    {
        var index = Find(_ticks, ticks);
        var metre = _metres[index];
        var offset = ticks - _ticks[index];
        var beats = (long)((Int128)offset * metre.Denominator / _ticksPerWhole);
        return (_bars[index] + (beats / metre.Numerator), beats % metre.Numerator, offset - BeatTicks(beats, metre));
    }

    public long ToTicks(long bars, long beats, long ticks)
    {
        var index = Find(_bars, bars);
        var metre = _metres[index];
        return _ticks[index] + BeatTicks(((bars - _bars[index]) * metre.Numerator) + beats, metre) + ticks;
    }

    /// <summary>Ticks of a beat at a time; rounded up where a beat is no whole number of ticks.</summary>
    public long BeatTicksAt(long ticks) => BeatTicks(1, _metres[Find(_ticks, ticks)]);

    public int BeatsPerBarAt(long ticks) => _metres[Find(_ticks, ticks)].Numerator;

    private static int Find(long[] values, long value)
    {
        var index = Array.BinarySearch(values, value);
        return index >= 0 ? index : Math.Max(0, ~index - 1);
    }

    private long BarsUpTo(int index)
    {
        var metre = _metres[index - 1];
        var wholes = (Int128)(_ticks[index] - _ticks[index - 1]) * metre.Denominator;
        var perBar = (Int128)_ticksPerWhole * metre.Numerator;
        return (long)((wholes + perBar - 1) / perBar);
    }

    private long BeatTicks(long beats, TimeSignature metre) =>
        (long)((((Int128)beats * _ticksPerWhole) + metre.Denominator - 1) / metre.Denominator);
}
