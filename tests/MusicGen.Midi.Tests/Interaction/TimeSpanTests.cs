namespace MusicGen.Midi.Tests;

/// <summary>Times and lengths in every unit, there and back.</summary>
public sealed class TimeSpanTests
{
    private static readonly TempoMap ThreeFourThenSixEight = MapOf((0, 3, 4), (480 * 6, 6, 8));

    [Theory]
    [InlineData(0, 0, 0, 0)]
    [InlineData(479, 0, 0, 479)]
    [InlineData(480 * 3, 1, 0, 0)]
    [InlineData((480 * 5) + 7, 1, 2, 7)]
    [InlineData(480 * 6, 2, 0, 0)]
    [InlineData((480 * 6) + 240, 2, 1, 0)]
    [InlineData((480 * 9) + 250, 3, 1, 10)]
    public void TicksAreBarsBeatsAndTicks(long time, long bars, long beats, long ticks)
    {
        var expected = new BarBeatTicksTimeSpan(bars, beats, ticks);

        Assert.Equal(expected, TimeConverter.ConvertTo<BarBeatTicksTimeSpan>(time, ThreeFourThenSixEight));
        Assert.Equal(time, TimeConverter.ConvertFrom(expected, ThreeFourThenSixEight));
    }

    [Fact]
    public void ChangeOfMetreWithinABarBeginsANewOne()
    {
        var map = MapOf((0, 4, 4), (480, 2, 4));

        Assert.Equal(new BarBeatTicksTimeSpan(1, 0, 0), TimeConverter.ConvertTo<BarBeatTicksTimeSpan>(480, map));
        Assert.Equal(new BarBeatTicksTimeSpan(2, 1, 0), TimeConverter.ConvertTo<BarBeatTicksTimeSpan>(480 * 4, map));
    }

    [Theory]
    [InlineData(480 * 4, 1, 1)]
    [InlineData(480, 1, 4)]
    [InlineData(160, 1, 12)]
    [InlineData(7, 7, 1920)]
    public void TicksAreFractionsOfAWholeNote(long ticks, long numerator, long denominator)
    {
        var musical = TimeConverter.ConvertTo<MusicalTimeSpan>(ticks, ThreeFourThenSixEight);

        Assert.Equal((numerator, denominator), (musical.Numerator, musical.Denominator));
        Assert.Equal(ticks, TimeConverter.ConvertFrom(musical, ThreeFourThenSixEight));
    }

    [Fact]
    public void LengthDependsOnWhereItStarts()
    {
        using var manager = new TempoMapManager(new TicksPerQuarterNoteTimeDivision(480));
        manager.SetTempo(480, new Tempo(1_000_000));
        var note = new Note((SevenBitNumber)60, 480, 240);

        Assert.Equal(750_000, note.LengthAs<MetricTimeSpan>(manager.TempoMap).TotalMicroseconds);
        Assert.Equal(250_000, note.TimeAs<MetricTimeSpan>(manager.TempoMap).TotalMicroseconds);
        Assert.Equal(1_000_000, note.EndTimeAs<MetricTimeSpan>(manager.TempoMap).TotalMicroseconds);
        Assert.Equal(480, LengthConverter.ConvertFrom(new MetricTimeSpan(750_000), 240, manager.TempoMap));
        Assert.Equal(480, LengthConverter.ConvertFrom(MusicalTimeSpan.Quarter, 240, manager.TempoMap));
        Assert.Equal(MusicalTimeSpan.Quarter, LengthConverter.ConvertTo<MusicalTimeSpan>(new MetricTimeSpan(750_000), 240, manager.TempoMap));
        Assert.Equal("1/4", note.LengthAs(TimeSpanType.Musical, manager.TempoMap).ToString());
    }

    [Fact]
    public void LengthsInBarsBorrowFromBeats()
    {
        var length = LengthConverter.ConvertTo<BarBeatTicksTimeSpan>(480 * 3, 100, ThreeFourThenSixEight);
        var shorter = LengthConverter.ConvertTo<BarBeatTicksTimeSpan>((480 * 3) - 10, 100, ThreeFourThenSixEight);

        Assert.Equal(new BarBeatTicksTimeSpan(1), length);
        Assert.Equal(new BarBeatTicksTimeSpan(0, 2, 470), shorter);
        Assert.Equal(480 * 3, LengthConverter.ConvertFrom(length, 100, ThreeFourThenSixEight));
    }

    [Fact]
    public void DurationIsTheTimeOfTheLastEvent()
    {
        var file = new MidiFile(new TrackChunk(new TextEvent { DeltaTime = 96 }), new TrackChunk(new TextEvent { DeltaTime = 192 }, new TextEvent()));

        Assert.Equal(1, file.GetDuration<MetricTimeSpan>().TotalSeconds);
        Assert.Equal(192, ((MidiTimeSpan)file.GetDuration(TimeSpanType.Midi)).TimeSpan);
        Assert.False(file.IsEmpty());
        Assert.True(new MidiFile(new TrackChunk()).IsEmpty());
    }

    [Fact]
    public void NoteValuesAreDottedAndDivided()
    {
        Assert.Equal(new MusicalTimeSpan(3, 8), MusicalTimeSpan.Quarter.SingleDotted());
        Assert.Equal(new MusicalTimeSpan(1, 6), MusicalTimeSpan.Quarter.Triplet());
        Assert.Equal(4, MusicalTimeSpan.Quarter.ChangeDenominator(16).Numerator);
        Assert.Equal(MusicalTimeSpan.Half, MusicalTimeSpan.Quarter + MusicalTimeSpan.Quarter);
        Assert.Equal(new MusicalTimeSpan(2, 8, simplify: false).GetHashCode(), MusicalTimeSpan.Quarter.GetHashCode());
        Assert.Throws<ArgumentOutOfRangeException>(() => new MusicalTimeSpan(1, 0));
    }

    [Fact]
    public void MetricTimesAreTimeSpans()
    {
        MetricTimeSpan metric = TimeSpan.FromSeconds(1.5);

        Assert.Equal(1_500_000, metric.TotalMicroseconds);
        Assert.Equal(TimeSpan.FromMilliseconds(3_723_004), (TimeSpan)new MetricTimeSpan(1, 2, 3, 4));
        Assert.True(new MetricTimeSpan(2) > new MetricTimeSpan(1));
        Assert.Equal(new MetricTimeSpan(3), new MetricTimeSpan(2) + new MetricTimeSpan(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MetricTimeSpan(-1));
        Assert.Throws<ArgumentException>(() => metric.CompareTo(new MidiTimeSpan(1)));
    }

    [Fact]
    public void UnknownUnitIsRefused() =>
        Assert.Throws<NotSupportedException>(() => TimeConverter.ConvertTo<ITimeSpan>(5, TempoMap.Default));

    private static TempoMap MapOf(params (long Time, int Numerator, int Denominator)[] metres)
    {
        using var manager = new TempoMapManager(new TicksPerQuarterNoteTimeDivision(480));
        foreach (var (time, numerator, denominator) in metres)
            manager.SetTimeSignature(time, new TimeSignature(numerator, denominator));
        return manager.TempoMap;
    }
}
