namespace MusicGen.Midi;

/// <summary>The microsecond of every tick, and back: the time of each tempo change summed up once, then found by halving.</summary>
/// <remarks>Exact: sums are kept in units of 1/divisor microseconds, and only a result is rounded.</remarks>
internal sealed class MetricTable
{
    private readonly long[] _ticks;
    private readonly Int128[] _scaled;
    private readonly long[] _scaledPerTick;
    private readonly long _divisor;

    private MetricTable(long divisor, int count)
    {
        _divisor = divisor;
        _ticks = new long[count];
        _scaled = new Int128[count];
        _scaledPerTick = new long[count];
    }

    public static MetricTable Create(TimeDivision division, ChangeLine<Tempo> tempos) => division switch
    {
        TicksPerQuarterNoteTimeDivision metric => FromTempos(metric.TicksPerQuarterNote, tempos),
        SmpteTimeDivision smpte => FromFrames(smpte),
        _ => throw new NotSupportedException($"A time division in ticks per quarter note or SMPTE frames is expected, but found {division}."),
    };

    public long ToMicroseconds(long ticks)
    {
        var index = _ticks.AsSpan().BinarySearch(ticks);
        if (index < 0)
            index = Math.Max(0, ~index - 1);
        return Round(_scaled[index] + ((Int128)(ticks - _ticks[index]) * _scaledPerTick[index]), _divisor);
    }

    public long ToTicks(long microseconds)
    {
        var scaled = (Int128)microseconds * _divisor;
        var index = _scaled.AsSpan().BinarySearch(scaled);
        if (index < 0)
            index = Math.Max(0, ~index - 1);
        return _ticks[index] + Round(scaled - _scaled[index], _scaledPerTick[index]);
    }

    private static MetricTable FromTempos(short ticksPerQuarter, ChangeLine<Tempo> tempos)
    {
        var changes = tempos.Changes;
        var startsLate = changes.Count == 0 || changes[0].Time > 0 ? 1 : 0;
        var table = new MetricTable(ticksPerQuarter, changes.Count + startsLate);
        table._scaledPerTick[0] = tempos.DefaultValue.MicrosecondsPerQuarterNote;
        for (var change = 0; change < changes.Count; change++)
        {
            var index = change + startsLate;
            table._ticks[index] = changes[change].Time;
            table._scaledPerTick[index] = changes[change].Value.MicrosecondsPerQuarterNote;
            if (index > 0)
                table._scaled[index] = table._scaled[index - 1] + ((Int128)(table._ticks[index] - table._ticks[index - 1]) * table._scaledPerTick[index - 1]);
        }

        return table;
    }

    private static MetricTable FromFrames(SmpteTimeDivision smpte)
    {
        // 29 stands for the 30000/1001 frames per second of colour television.
        var drop = smpte.Format == SmpteFormat.ThirtyDrop;
        var table = new MetricTable((drop ? 30_000L : (long)smpte.Format) * smpte.Resolution, 1);
        table._scaledPerTick[0] = drop ? 1_001_000_000 : 1_000_000;
        return table;
    }

    private static long Round(Int128 dividend, long divisor)
    {
        var rounded = dividend + (divisor / 2);
        if (rounded <= long.MaxValue)
            return (long)rounded / divisor;
        var quotient = rounded / divisor;
        return quotient > long.MaxValue ? long.MaxValue : (long)quotient;
    }
}
