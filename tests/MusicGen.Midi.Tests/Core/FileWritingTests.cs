namespace MusicGen.Midi.Tests;

/// <summary>Writing: what comes back when it is read again, and what the settings leave out.</summary>
public sealed class FileWritingTests
{
    private static readonly MidiEvent[] EveryKind =
    [
        new SequenceNumberEvent(258), new TextEvent("a"), new CopyrightNoticeEvent("b"), new SequenceTrackNameEvent("c"), new InstrumentNameEvent("d"),
        new LyricEvent("e"), new MarkerEvent("f"), new CuePointEvent("g"), new ProgramNameEvent("h"), new DeviceNameEvent("i"),
        new PortPrefixEvent(2), new SetTempoEvent(16_777_215), new SmpteOffsetEvent(SmpteFormat.ThirtyDrop, 23, 59, 58, 28, 99), new TimeSignatureEvent(7, 16, 12, 9),
        new KeySignatureEvent(-7, 1), new SequencerSpecificEvent([0x7D, 1, 2]), new NormalSysExEvent([0x43, 0xF7]), new EscapeSysExEvent([0xF3, 1]),
        new NoteOnEvent((SevenBitNumber)60, (SevenBitNumber)1) { DeltaTime = 300 }, new NoteAftertouchEvent((SevenBitNumber)60, (SevenBitNumber)9),
        new ControlChangeEvent((SevenBitNumber)64, (SevenBitNumber)127), new ProgramChangeEvent((SevenBitNumber)19), new ChannelAftertouchEvent((SevenBitNumber)88),
        new PitchBendEvent(16383), new NoteOffEvent((SevenBitNumber)60, (SevenBitNumber)64) { DeltaTime = 0x0FFFFFFF },
    ];

    public static TheoryData<WritingSettings> Settings => new(
        new WritingSettings(), new WritingSettings { UseRunningStatus = true }, new WritingSettings { DeleteDefaultSetTempo = true });

    [Theory]
    [MemberData(nameof(Settings))]
    public void EveryKindOfEventComesBackEqual(WritingSettings settings)
    {
        var file = new MidiFile(new TrackChunk(EveryKind), new TrackChunk(new NoteOnEvent { Channel = (FourBitNumber)15 }, new NoteOffEvent { Channel = (FourBitNumber)15 }));

        var read = Smf.Read(Smf.Write(file, settings: settings), new ReadingSettings { SilentNoteOnPolicy = SilentNoteOnPolicy.NoteOn });

        Assert.True(file.SameEvents(read));
    }

    [Fact]
    public void WritingWhatWasReadGivesTheSameBytes()
    {
        var bytes = Smf.File([0x00, 0xFF, 0x51, 3, 1, 2, 3, 0x00, 0xFF, 0x60, 1, 7], [0x00, 0xC0, 5, 0x00, 0x90, 60, 1, 0x83, 0x60, 0x80, 60, 64]);

        Assert.Equal(bytes, Smf.Write(Smf.Read(bytes)));
    }

    [Fact]
    public void RunningStatusShortensAndMetaEventsBreakIt()
    {
        var file = new MidiFile(new TrackChunk(), new TrackChunk(new NoteOnEvent(), new NoteOnEvent(), new TextEvent(), new NoteOnEvent()));

        var bytes = Smf.Write(file, settings: new WritingSettings { UseRunningStatus = true });

        Assert.Equal([0, 0x90, 0, 0, 0, 0, 0, 0, 0xFF, 1, 0, 0, 0x90, 0, 0, 0, 0xFF, 0x2F, 0], bytes[^19..]);
    }

    [Fact]
    public void NoteOffsMayBecomeSilentNoteOns()
    {
        var file = new MidiFile(new TrackChunk(), new TrackChunk(new NoteOnEvent((SevenBitNumber)5, (SevenBitNumber)6), new NoteOffEvent((SevenBitNumber)5, (SevenBitNumber)7)));

        var bytes = Smf.Write(file, settings: new WritingSettings { UseRunningStatus = true, NoteOffAsSilentNoteOn = true });

        Assert.Equal([0, 0x90, 5, 6, 0, 5, 0, 0, 0xFF, 0x2F, 0], bytes[^11..]);
    }

    [Fact]
    public void DefaultsAreLeftOutOnlyBeforeAnythingElseWasSaid()
    {
        var file = new MidiFile(new TrackChunk(
            new SetTempoEvent(), new TimeSignatureEvent(), new KeySignatureEvent(), new SetTempoEvent(400_000) { DeltaTime = 5 }, new SetTempoEvent { DeltaTime = 7 }));
        var settings = new WritingSettings { DeleteDefaultSetTempo = true, DeleteDefaultTimeSignature = true, DeleteDefaultKeySignature = true };

        var events = Smf.Read(Smf.Write(file, settings: settings)).AllEvents();

        Assert.Equal(["SetTempo (400000)", "SetTempo (500000)"], events.Select(midiEvent => midiEvent.ToString()));
        Assert.Equal([5L, 7L], events.Select(midiEvent => midiEvent.DeltaTime));
    }

    [Fact]
    public void WhatIsLeftOutDoesNotMoveWhatFollows()
    {
        var file = new MidiFile(new TrackChunk(
            new SongSelectEvent { DeltaTime = 10 }, new TimingClockEvent { DeltaTime = 20 }, new NoteOnEvent { DeltaTime = 30 }));

        Assert.Equal(60, Assert.Single(Smf.Read(Smf.Write(file)).AllEvents()).DeltaTime);
    }

    [Fact]
    public void SingleTrackMergesByTime()
    {
        var file = new MidiFile(
            new TrackChunk(new NoteOnEvent { DeltaTime = 10 }, new NoteOffEvent { DeltaTime = 20 }),
            new TrackChunk(new TextEvent("x") { DeltaTime = 10 }, new TextEvent("y") { DeltaTime = 5 }));

        var read = Smf.Read(Smf.Write(file, MidiFileFormat.SingleTrack));

        Assert.Equal(MidiFileFormat.SingleTrack, read.OriginalFormat);
        Assert.Equal(["Text (x)", "NoteOff [0] (0, 0)", "Text (y)", "NoteOff [0] (0, 0)"], read.AllEvents().Select(midiEvent => midiEvent.ToString()!));
        Assert.Equal([10L, 0L, 5L, 15L], read.AllEvents().Select(midiEvent => midiEvent.DeltaTime));
        Assert.Equal(10, file.AllEvents()[0].DeltaTime);
    }

    [Fact]
    public void MultiTrackSplitsALoneTrackByChannel()
    {
        var file = new MidiFile(new TrackChunk(
            new TextEvent("all"), new ProgramChangeEvent { Channel = (FourBitNumber)1, DeltaTime = 5 }, new ProgramChangeEvent { DeltaTime = 5 },
            new ChannelPrefixEvent(1) { DeltaTime = 1 }, new TextEvent("one")));

        var tracks = Smf.Read(Smf.Write(file)).GetTrackChunks().ToList();

        Assert.Equal(["Text (all)"], tracks[0].Events.Select(midiEvent => midiEvent.ToString()));
        Assert.Equal([10L], tracks[1].Events.Select(midiEvent => midiEvent.DeltaTime));
        Assert.Equal([5L, 6L, 0L], tracks[2].Events.Select(midiEvent => midiEvent.DeltaTime));
    }

    [Fact]
    public void MultiSequenceMergesTracksOfOneNumber()
    {
        var file = new MidiFile(
            new TrackChunk(new SequenceNumberEvent(4), new TextEvent("a")), new TrackChunk(new SequenceNumberEvent(5)), new TrackChunk(new SequenceNumberEvent(4), new TextEvent("b")));

        var read = Smf.Read(Smf.Write(file, MidiFileFormat.MultiSequence));

        Assert.Equal(MidiFileFormat.MultiSequence, read.OriginalFormat);
        Assert.Equal([4, 1], read.GetTrackChunks().Select(track => track.Events.Count));
    }

    [Fact]
    public void ExistingFileIsOverwrittenOnlyOnRequest()
    {
        var path = Path.GetTempFileName();
        try
        {
            var file = new MidiFile(new TrackChunk(new NoteOnEvent((SevenBitNumber)1, (SevenBitNumber)2)));

            Assert.Throws<IOException>(() => file.Write(path));
            file.Write(path, overwriteFile: true);
            Assert.True(file.SameEvents(MidiFile.Read(path)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TooManyTracksAreRefused()
    {
        var file = new MidiFile(Enumerable.Range(0, 65_536).Select(_ => new TrackChunk()));

        Assert.Equal(65_536, Assert.Throws<TooManyTrackChunksException>(() => Smf.Write(file)).TrackChunksCount);
    }

    [Fact]
    public void HeaderMayBeLeftOut() => Assert.Equal("MTrk"u8.ToArray(), Smf.Write(new MidiFile(new TrackChunk()), settings: new WritingSettings { WriteHeaderChunk = false })[..4]);
}
