namespace MusicGen.Midi.Tests;

/// <summary>Numbers, events and collections as objects in memory.</summary>
public sealed class EventTests
{
    [Fact]
    public void NumbersRefuseWhatIsOutOfRange()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => (SevenBitNumber)128);
        Assert.Throws<ArgumentOutOfRangeException>(() => (FourBitNumber)16);
        Assert.Equal(127, SevenBitNumber.MaxValue);
        Assert.Equal(15, FourBitNumber.MaxValue);
        Assert.Equal(128, SevenBitNumber.Values.Length);
        Assert.True(SevenBitNumber.TryParse("127", out var number) && number == 127);
        Assert.False(SevenBitNumber.TryParse("128", out _));
        Assert.Throws<FormatException>(() => SevenBitNumber.Parse("x"));
    }

    [Fact]
    public void PropertiesRefuseWhatIsOutOfRange()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new NoteOnEvent { DeltaTime = -1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SetTempoEvent(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SetTempoEvent(16_777_216));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KeySignatureEvent(8, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeSignatureEvent(3, 6));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PitchBendEvent(16384));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SongPositionPointerEvent(16384));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TicksPerQuarterNoteTimeDivision(-1));
    }

    [Fact]
    public void EventsAreEqualByKindTimeAndContents()
    {
        Assert.True(MidiEvent.Equals(new TextEvent("a"), new TextEvent("a")));
        Assert.False(MidiEvent.Equals(new TextEvent("a"), new LyricEvent("a")));
        Assert.False(MidiEvent.Equals(new TextEvent("a"), new TextEvent("b")));
        Assert.False(MidiEvent.Equals(new TextEvent("a"), new TextEvent("a") { DeltaTime = 1 }));
        Assert.False(MidiEvent.Equals(new NoteOnEvent(), new NoteOnEvent { Channel = (FourBitNumber)1 }));
        Assert.True(MidiEvent.Equals(new NormalSysExEvent([1]), new NormalSysExEvent([1])));
        Assert.False(MidiEvent.Equals(new NormalSysExEvent([1]), null));
        Assert.True(MidiEvent.Equals(null, null));
    }

    [Fact]
    public void CloneSharesNothing()
    {
        var sysEx = new NormalSysExEvent([1, 2]) { DeltaTime = 9 };
        var copy = (NormalSysExEvent)sysEx.Clone();

        copy.Data![0] = 7;
        copy.DeltaTime = 8;

        Assert.Equal(1, sysEx.Data![0]);
        Assert.Equal(9, sysEx.DeltaTime);
    }

    [Fact]
    public void FileCloneIsDeep()
    {
        var file = Smf.Read(Smf.File([0x00, 0x90, 60, 1]));
        var copy = file.Clone();

        ((NoteOnEvent)copy.AllEvents()[0]).NoteNumber = (SevenBitNumber)61;

        Assert.Equal(60, ((NoteOnEvent)file.AllEvents()[0]).NoteNumber);
        Assert.Equal(MidiFileFormat.MultiTrack, copy.OriginalFormat);
        Assert.Equal(file.TimeDivision, copy.TimeDivision);
    }

    [Fact]
    public void CollectionsRefuseNullAndRemoveByPredicate()
    {
        var track = new TrackChunk(new NoteOnEvent(), new TextEvent(), new NoteOnEvent());

        Assert.Throws<ArgumentNullException>(() => track.Events.Add(null!));
        Assert.Equal(2, track.Events.RemoveAll(midiEvent => midiEvent is NoteOnEvent));
        Assert.IsType<TextEvent>(Assert.Single(track.Events));
        Assert.Equal(["MThd", "MTrk"], MidiChunk.GetStandardChunkIds());
    }
}
