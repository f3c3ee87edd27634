namespace MusicGen.Midi;

/// <summary>How long ticks last and which bars they are in: a time division with the changes of tempo and metre.</summary>
/// <remarks>Conversions take a binary search over sums that are made once.</remarks>
public sealed class TempoMap
{
    /// <summary>96 ticks per quarter note, 120 BPM, 4/4.</summary>
    public static readonly TempoMap Default = new(new TicksPerQuarterNoteTimeDivision());

    private MetricTable? _metricTable;
    private BarTable? _barTable;

    internal TempoMap(TimeDivision timeDivision)
    {
        TimeDivision = Checked(timeDivision);
    }

    public TimeDivision TimeDivision { get; }

    internal ChangeLine<Tempo> Tempos { get; } = new(Tempo.Default);

    internal ChangeLine<TimeSignature> Metres { get; } = new(TimeSignature.Default);

    internal MetricTable Metric => _metricTable ??= MetricTable.Create(TimeDivision, Tempos);

    internal BarTable Bars => _barTable ??= new BarTable(TicksPerQuarter, Metres);

    /// <exception cref="NotSupportedException">The division is in SMPTE frames, in which there are no note values.</exception>
    internal short TicksPerQuarter => TimeDivision is TicksPerQuarterNoteTimeDivision division
        ? division.TicksPerQuarterNote
        : throw new NotSupportedException($"A time division in ticks per quarter note is expected for bars and note values, but found {TimeDivision}.");

    public IEnumerable<ValueChange<Tempo>> GetTempoChanges() => Tempos.Changes;

    public Tempo GetTempoAtTime(ITimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return Tempos.At(TimeConverter.ConvertFrom(time, this));
    }

    public IEnumerable<ValueChange<TimeSignature>> GetTimeSignatureChanges() => Metres.Changes;

    public TimeSignature GetTimeSignatureAtTime(ITimeSpan time)
    {
        ArgumentNullException.ThrowIfNull(time);
        return Metres.At(TimeConverter.ConvertFrom(time, this));
    }

    public TempoMap Clone()
    {
        var copy = new TempoMap(TimeDivision.Clone());
        Tempos.CopyTo(copy.Tempos);
        Metres.CopyTo(copy.Metres);
        return copy;
    }

    public static TempoMap Create(Tempo tempo, TimeSignature timeSignature) => Create(new TicksPerQuarterNoteTimeDivision(), tempo, timeSignature);

    public static TempoMap Create(Tempo tempo) => Create(tempo, TimeSignature.Default);

    public static TempoMap Create(TimeSignature timeSignature) => Create(Tempo.Default, timeSignature);

    public static TempoMap Create(TimeDivision timeDivision) => Create(timeDivision, Tempo.Default, TimeSignature.Default);

    public static TempoMap Create(TimeDivision timeDivision, Tempo tempo) => Create(timeDivision, tempo, TimeSignature.Default);

    public static TempoMap Create(TimeDivision timeDivision, TimeSignature timeSignature) => Create(timeDivision, Tempo.Default, timeSignature);

    /// <exception cref="ArgumentException">The division has no ticks.</exception>
    public static TempoMap Create(TimeDivision timeDivision, Tempo tempo, TimeSignature timeSignature)
    {
        ArgumentNullException.ThrowIfNull(tempo);
        ArgumentNullException.ThrowIfNull(timeSignature);
        var map = new TempoMap(timeDivision);
        map.Tempos.Set(0, tempo);
        map.Metres.Set(0, timeSignature);
        return map;
    }

    /// <summary>To be called after a change of <see cref="Tempos"/> or <see cref="Metres"/>.</summary>
    internal void ForgetSums()
    {
        _metricTable = null;
        _barTable = null;
    }

    private static TimeDivision Checked(TimeDivision timeDivision)
    {
        ArgumentNullException.ThrowIfNull(timeDivision);
        if (timeDivision is TicksPerQuarterNoteTimeDivision { TicksPerQuarterNote: 0 } or SmpteTimeDivision { Resolution: 0 })
            throw new ArgumentException($"A time division of 1 or more ticks is expected, but found {timeDivision}.", nameof(timeDivision));
        return timeDivision;
    }
}
