namespace MusicGen.Midi.Tests;

/// <summary>Notes and timed events out of tracks, and back.</summary>
public sealed class NotesTests
{
    [Fact]
    public void FirstNoteOnIsEndedFirstUnlessAskedOtherwise()
    {
        var track = new TrackChunk(On(60, 10), On(60, 10), Off(60, 10), Off(60, 10));

        Assert.Equal([(10L, 20L), (20L, 20L)], track.GetNotes().Select(note => (note.Time, note.Length)));
        var last = new NoteDetectionSettings { NoteStartDetectionPolicy = NoteStartDetectionPolicy.LastNoteOn };
        Assert.Equal([(10L, 30L), (20L, 10L)], track.GetNotes(last).Select(note => (note.Time, note.Length)));
    }

    [Fact]
    public void UnmatchedEventsAreLeftOut()
    {
        var track = new TrackChunk(Off(60, 0), On(60, 5), On(61, 5), Off(61, 5), Off(61, 5));

        var note = Assert.Single(track.GetNotes());

        Assert.Equal((61, 10L, 5L), (note.NoteNumber, note.Time, note.Length));
    }

    [Fact]
    public void NotesHaveTheirEventsValues()
    {
        var track = new TrackChunk(
            new NoteOnEvent((SevenBitNumber)60, (SevenBitNumber)90) { Channel = (FourBitNumber)3 },
            new NoteOffEvent((SevenBitNumber)60, (SevenBitNumber)12) { Channel = (FourBitNumber)3, DeltaTime = 7 });

        var note = Assert.Single(track.GetNotes());

        Assert.Equal((60, 90, 12, 3), (note.NoteNumber, note.Velocity, note.OffVelocity, note.Channel));
        Assert.Equal((NoteName.C, 4, 7L), (note.NoteName, note.Octave, note.EndTime));
    }

    [Fact]
    public void ChannelsAndTracksArePairedApartAndSortedTogether()
    {
        var file = new MidiFile(
            new TrackChunk(On(60, 10), Off(60, 50)),
            new TrackChunk(On(60, 5), new NoteOffEvent((SevenBitNumber)60, default) { Channel = (FourBitNumber)1 }, On(62, 5), Off(60, 5), Off(62, 5)));

        Assert.Equal([(60, 5L, 10L), (60, 10L, 50L), (62, 10L, 10L)], file.GetNotes().Select(note => ((int)note.NoteNumber, note.Time, note.Length)));
    }

    [Fact]
    public void TimedEventsComeByTimeThenByTrack()
    {
        var file = new MidiFile(new TrackChunk(new TextEvent("a") { DeltaTime = 5 }, new TextEvent("b") { DeltaTime = 5 }), new TrackChunk(new TextEvent("c") { DeltaTime = 5 }, new TextEvent("d")));

        Assert.Equal(["a", "c", "d", "b"], file.GetTimedEvents().Select(timed => ((TextEvent)timed.Event).Text));
        Assert.Equal([5L, 5L, 5L, 10L], file.GetTimedEvents().Select(timed => timed.Time));
    }

    [Fact]
    public void RemovingNotesKeepsTheTimesOfTheRest()
    {
        var file = new MidiFile(new TrackChunk(On(60, 10), new TextEvent("x") { DeltaTime = 5 }, Off(60, 5), On(61, 5), Off(61, 5)));

        Assert.Equal(1, file.RemoveNotes(note => note.NoteNumber == 60));

        Assert.Equal([(15L, "Text (x)"), (25L, "NoteOn [0] (61, 64)"), (30L, "NoteOff [0] (61, 0)")], file.GetTimedEvents().Select(timed => (timed.Time, timed.Event.ToString()!)));
        Assert.Equal(1, file.RemoveNotes());
        Assert.Empty(file.GetNotes());
    }

    [Fact]
    public void ManagedNotesAreWrittenBackWhenDisposed()
    {
        var track = new TrackChunk(On(60, 10), new TextEvent("x") { DeltaTime = 5 }, Off(60, 5));
        using (var manager = track.ManageNotes())
        {
            manager.Objects.Single().Length = 30;
            manager.Objects.Add(new Note((SevenBitNumber)64, 5, 2));
        }

        Assert.Equal([(64, 2L, 5L), (60, 10L, 30L)], track.GetNotes().Select(note => ((int)note.NoteNumber, note.Time, note.Length)));
        Assert.Equal(15, track.GetTimedEvents().Single(timed => timed.Event is TextEvent).Time);
    }

    [Fact]
    public void ObjectsBecomeATrackWithReleasesFirst()
    {
        ITimedObject[] objects = [new Note((SevenBitNumber)60, 10, 10), new Note((SevenBitNumber)60, 10, 0), new TimedEvent(new TextEvent("x"), 10), new Note((SevenBitNumber)61, 0, 10)];

        var track = objects.ToTrackChunk();

        Assert.Equal([(60, 0L, 10L), (60, 10L, 10L), (61, 10L, 0L)], track.GetNotes().Select(note => ((int)note.NoteNumber, note.Time, note.Length)));
        Assert.Single(objects.ToFile().GetTrackChunks());
        track.AddObjects([new Note((SevenBitNumber)70, 1, 3)]);
        Assert.Equal(4, track.GetNotes().Count);
        Assert.Equal(2, track.GetNotes().AtTime(10).Count());
    }

    [Fact]
    public void ConstructorsOfTheSettingsMakeTheObjects()
    {
        var track = new TrackChunk(On(60, 10), Off(60, 10));
        var settings = new NoteDetectionSettings { Constructor = pair => new LoudNote(pair.TimedNoteOnEvent, pair.TimedNoteOffEvent) };

        Assert.IsType<LoudNote>(Assert.Single(track.GetNotes(settings)));
    }

    [Fact]
    public void NoteIsMadeSplitAndMoved()
    {
        var note = new Note(NoteName.A, 4, 10, 100);
        var moves = new List<(long Old, long New)>();
        note.TimeChanged += (_, change) => moves.Add((change.OldTime, change.NewTime));
        note.LengthChanged += (_, change) => moves.Add((change.OldLength, change.NewLength));

        var parts = note.Split(104);
        note.Time = 50;
        note.Length = 20;

        Assert.Equal(69, note.NoteNumber);
        Assert.Equal((4L, 104L, 6L), (parts.LeftPart!.Length, parts.RightPart!.Time, parts.RightPart.Length));
        Assert.Null(note.Split(70).RightPart);
        Assert.Null(note.Split(50).LeftPart);
        Assert.Equal([(100L, 50L), (10L, 20L)], moves);
        Assert.Equal((100, 0), (Note.DefaultVelocity, Note.DefaultOffVelocity));
        Assert.Throws<ArgumentException>(() => new Note(NoteName.C, 10));
        Assert.Throws<ArgumentException>(() => new Note(new TimedEvent(Off(1, 0), 1), new TimedEvent(Off(1, 0), 2)));
    }

    [Fact]
    public void ChannelsAreListedOnceEach()
    {
        var track = new TrackChunk(On(60, 0), new ProgramChangeEvent { Channel = (FourBitNumber)9 }, Off(60, 0));

        Assert.Equal([0, 9], track.GetChannels().Select(channel => (int)channel));
    }

    private static NoteOnEvent On(byte pitch, long delta) => new((SevenBitNumber)pitch, (SevenBitNumber)64) { DeltaTime = delta };

    private static NoteOffEvent Off(byte pitch, long delta) => new((SevenBitNumber)pitch, default) { DeltaTime = delta };

    private sealed class LoudNote(TimedEvent on, TimedEvent off) : Note(on, off);
}
