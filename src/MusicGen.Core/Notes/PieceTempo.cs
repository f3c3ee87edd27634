namespace MusicGen.Core;

/// <summary>The tempo map of a piece: ticks ↔ seconds, piecewise linear.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class PieceTempo
{
    private readonly long[] _ticks;
    private readonly double[] _seconds;
    private readonly double[] _secondsPerTick;
    private readonly int[] _microsecondsPerQuarter;

    /// <summary>Builds a map from tempo changes in any order; the last of several at one tick counts.</summary>
    /// <param name="changes">Onset in ticks ≥ 0 and microseconds per quarter 1–16,777,215. Before the first change 120 BPM holds.</param>
    /// <exception cref="ArgumentOutOfRangeException">A tick or a tempo is out of range.</exception>
    public PieceTempo(IEnumerable<(long Ticks, int MicrosecondsPerQuarter)> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var sorted = new SortedDictionary<long, int> { [0] = 500_000 };
        foreach (var (ticks, micros) in changes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(ticks);
            ArgumentOutOfRangeException.ThrowIfLessThan(micros, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(micros, 16_777_215);
            sorted[ticks] = micros;
        }

        _ticks = [.. sorted.Keys];
        _microsecondsPerQuarter = [.. sorted.Values];
        _secondsPerTick = [.. sorted.Values.Select(m => m / (1e6 * MusicalTime.Ppqn))];
        _seconds = new double[_ticks.Length];
        for (var i = 1; i < _ticks.Length; i++)
            _seconds[i] = _seconds[i - 1] + (_ticks[i] - _ticks[i - 1]) * _secondsPerTick[i - 1];
    }

    /// <summary>One tick is one millisecond: the tempo of performed music.</summary>
    public static PieceTempo Performed { get; } = new([(0, MusicalTime.PerformedMicrosecondsPerQuarter)]);

    /// <summary>One tempo throughout.</summary>
    /// <param name="bpm">Quarter notes per minute, 4–1000.</param>
    public static PieceTempo Constant(double bpm)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bpm, 4);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bpm, 1000);
        return new([(0, (int)Math.Round(60e6 / bpm))]);
    }

    /// <summary>The changes in order of time, the first at tick 0.</summary>
    public IEnumerable<(long Ticks, int MicrosecondsPerQuarter)> Changes => _ticks.Zip(_microsecondsPerQuarter);

    /// <summary>Seconds from the start at a tick; ticks before 0 are extrapolated.</summary>
    public double SecondsAt(long ticks)
    {
        var i = Array.BinarySearch(_ticks, ticks);
        if (i < 0) i = Math.Max(0, ~i - 1);
        return _seconds[i] + (ticks - _ticks[i]) * _secondsPerTick[i];
    }

    /// <summary>The tick nearest to a time in seconds from the start.</summary>
    public long TicksAt(double seconds)
    {
        var i = Array.BinarySearch(_seconds, seconds);
        if (i < 0) i = Math.Max(0, ~i - 1);
        return _ticks[i] + (long)Math.Round((seconds - _seconds[i]) / _secondsPerTick[i], MidpointRounding.AwayFromZero);
    }
}
