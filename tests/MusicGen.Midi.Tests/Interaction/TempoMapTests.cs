namespace MusicGen.Midi.Tests;

/// <summary>Tempo maps against sums made by hand, and the editing of them.</summary>
public sealed class TempoMapTests
{
    private static readonly TicksPerQuarterNoteTimeDivision Division = new(480);

    [Fact]
    public void DefaultIs120BeatsInFourFour()
    {
        Assert.Equal(120, TempoMap.Default.GetTempoAtTime(new MidiTimeSpan(1000)).BeatsPerMinute);
        Assert.Equal(TimeSignature.Default, TempoMap.Default.GetTimeSignatureAtTime(new MidiTimeSpan()));
        Assert.Empty(TempoMap.Default.GetTempoChanges());
        Assert.Equal(500_000, TimeConverter.ConvertTo<MetricTimeSpan>(96, TempoMap.Default).TotalMicroseconds);
    }

    [Fact]
    public void TempoMapOfAFileHasTheChangesOfAllTracks()
    {
        var file = new MidiFile(
            new TrackChunk(new SetTempoEvent(500_000), new SetTempoEvent(250_000) { DeltaTime = 480 }, new SetTempoEvent(250_000) { DeltaTime = 10 }),
            new TrackChunk(new TimeSignatureEvent(3, 4) { DeltaTime = 240 }, new SetTempoEvent(1_000_000) { DeltaTime = 720 }, new SetTempoEvent(750_000)))
        {
            TimeDivision = Division,
        };

        var map = file.GetTempoMap();

        Assert.Equal([(480L, 250_000L), (960L, 750_000L)], map.GetTempoChanges().Select(change => (change.Time, change.Value.MicrosecondsPerQuarterNote)));
        Assert.Equal([(240L, new TimeSignature(3, 4))], map.GetTimeSignatureChanges().Select(change => (change.Time, change.Value)));
        Assert.Equal(500_000 + 250_000 + 750_000, TimeConverter.ConvertTo<MetricTimeSpan>(1440, map).TotalMicroseconds);
        Assert.Equal(new Tempo(250_000), map.GetTempoAtTime(new MetricTimeSpan(500_000)));
        Assert.Equal(new Tempo(500_000), map.GetTempoAtTime(new MetricTimeSpan(498_000)));
    }

    [Fact]
    public void TensOfThousandsOfChangesAgreeWithTheSumTickByTick()
    {
        const int changeCount = 50_000;
        var random = new SplitMix(5);
        var events = new TrackChunk();
        var ticks = new long[changeCount];
        var tempos = new long[changeCount];
        for (var index = 0; index < changeCount; index++)
        {
            tempos[index] = 300_000 + random.Next(500_000);
            ticks[index] = index == 0 ? 0 : ticks[index - 1] + 1 + random.Next(20);
            events.Events.Add(new SetTempoEvent(tempos[index]) { DeltaTime = index == 0 ? 0 : ticks[index] - ticks[index - 1] });
        }

        var map = new MidiFile(events) { TimeDivision = Division }.GetTempoMap();

        var scaled = 0L;
        for (var index = 0; index < changeCount; index++)
        {
            Assert.InRange(TimeConverter.ConvertTo<MetricTimeSpan>(ticks[index], map).TotalMicroseconds - (scaled / 480.0), -0.5, 0.5);
            Assert.Equal(ticks[index], TimeConverter.ConvertFrom(new MetricTimeSpan((scaled + 240) / 480), map));
            if (index + 1 < changeCount)
                scaled += (ticks[index + 1] - ticks[index]) * tempos[index];
        }
    }

    [Theory]
    [InlineData(SmpteFormat.TwentyFive, 40, 1000, 1_000_000)]
    [InlineData(SmpteFormat.TwentyFour, 4, 96, 1_000_000)]
    [InlineData(SmpteFormat.Thirty, 80, 7, 2917)]
    [InlineData(SmpteFormat.ThirtyDrop, 10, 30_000, 100_100_000)]
    public void SmpteTicksArePartsOfASecondWhateverTheTempo(SmpteFormat format, byte resolution, long ticks, long microseconds)
    {
        var file = new MidiFile(new TrackChunk(new SetTempoEvent(123_456))) { TimeDivision = new SmpteTimeDivision(format, resolution) };

        var map = file.GetTempoMap();

        Assert.Equal(microseconds, TimeConverter.ConvertTo<MetricTimeSpan>(ticks, map).TotalMicroseconds);
        Assert.Equal(ticks, TimeConverter.ConvertFrom(new MetricTimeSpan(microseconds), map));
        Assert.Throws<NotSupportedException>(() => TimeConverter.ConvertTo<MusicalTimeSpan>(ticks, map));
    }

    [Fact]
    public void DivisionWithoutTicksIsAnArgumentError()
    {
        Assert.Throws<ArgumentException>(() => TempoMap.Create(new TicksPerQuarterNoteTimeDivision(0)));
        Assert.Throws<ArgumentException>(() => TempoMap.Create(new SmpteTimeDivision(SmpteFormat.Thirty, 0)));
        Assert.Throws<ArgumentNullException>(() => TempoMap.Create((TimeDivision)null!));
    }

    [Fact]
    public void ManagerSetsValuesBetweenOthersAndWritesThemBack()
    {
        var file = new MidiFile(new TrackChunk(new TextEvent("x") { DeltaTime = 100 }, new SetTempoEvent(400_000) { DeltaTime = 860 })) { TimeDivision = Division };
        using (var manager = file.ManageTempoMap())
        {
            manager.SetTempo(480, new Tempo(600_000));
            manager.SetTempo(new MusicalTimeSpan(1, 2), new Tempo(600_000));
            manager.SetTimeSignature(0, new TimeSignature(6, 8));
        }

        Assert.Equal([(480L, 600_000L)], file.GetTempoMap().GetTempoChanges().Select(change => (change.Time, change.Value.MicrosecondsPerQuarterNote)));
        Assert.Equal(new TimeSignature(6, 8), file.GetTempoMap().GetTimeSignatureAtTime(new MidiTimeSpan(5)));
        Assert.Equal(100, file.GetTimedEvents().Single(timed => timed.Event is TextEvent).Time);
    }

    [Fact]
    public void ReplacedMapIsTheFilesMap()
    {
        var file = new MidiFile();

        file.ReplaceTempoMap(TempoMap.Create(Division, Tempo.FromBeatsPerMinute(90), new TimeSignature(3, 4)));

        Assert.Equal(666_667, file.GetTempoMap().GetTempoAtTime(new MidiTimeSpan()).MicrosecondsPerQuarterNote);
        Assert.Equal(Division, file.TimeDivision);
    }

    [Fact]
    public void TemposAndMetresAreValues()
    {
        Assert.True(new Tempo(5) == new Tempo(5));
        Assert.True(new TimeSignature(3, 4) != new TimeSignature(3, 8));
        Assert.Equal(2_000, Tempo.FromMillisecondsPerQuarterNote(2).MicrosecondsPerQuarterNote);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Tempo(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSignature(4, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Tempo.FromBeatsPerMinute(0));
    }

    [Fact]
    public void CloneGoesItsOwnWay()
    {
        using var manager = new TempoMapManager(Division);
        manager.SetTempo(10, new Tempo(1));
        var copy = manager.TempoMap.Clone();

        manager.SetTempo(20, new Tempo(2));

        Assert.Single(copy.GetTempoChanges());
        Assert.Equal(2, manager.TempoMap.GetTempoChanges().Count());
    }
}
