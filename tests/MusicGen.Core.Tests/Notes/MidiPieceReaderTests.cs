using static MusicGen.Core.Tests.Tracks;

namespace MusicGen.Core.Tests;

/// <summary>MIDI files into pieces: time, instruments, unisons, and what is said about files that are no good.</summary>
public sealed class MidiPieceReaderTests
{
    private static readonly MidiPieceReader Reader = new();

    [Fact]
    public void TicksAreRescaledAndRoundedToTheNearest()
    {
        var file = File(Of((0, On(60)), (96, Off(60)), (97, On(62)), (98, Off(62)), (100, On(64)), (101, Off(64))));
        file.TimeDivision = new TicksPerQuarterNoteTimeDivision(960);

        var notes = Reader.ToPiece(file, "test").Notes;

        Assert.Equal([(0L, 48L), (49L, 1L), (50L, 1L)], notes.Select(note => (note.OnsetTicks, note.DurationTicks)));
    }

    [Fact]
    public void FileWithoutTempoRunsAt120()
    {
        var piece = Reader.ToPiece(File(Of((0, On(60)), (480, Off(60)))), "test");

        Assert.Equal(0.5, piece.DurationSeconds, 9);
        Assert.Empty(piece.Metres);
        Assert.Equal("test", piece.Name);
    }

    [Fact]
    public void TempoAndMetreComeFromAnyTrack()
    {
        var file = File(
            Of((0, new TimeSignatureEvent(3, 4)), (960, new SetTempoEvent(1_000_000))),
            Of((0, new SetTempoEvent(250_000)), (0, On(60)), (1440, Off(60)), (480, new TimeSignatureEvent(6, 8)), (480, new TimeSignatureEvent(2, 4))));

        var piece = Reader.ToPiece(file, "test");

        Assert.Equal(1.5, piece.DurationSeconds, 9);
        Assert.Equal([new MetreChange(0, 3, 4), new MetreChange(480, 2, 4)], piece.Metres);
    }

    [Theory]
    [InlineData(SmpteFormat.TwentyFive, 40, 1000, 1000)]
    [InlineData(SmpteFormat.Thirty, 100, 3000, 1000)]
    [InlineData(SmpteFormat.ThirtyDrop, 10, 3000, 10010)]
    public void SmpteTicksBecomeMilliseconds(SmpteFormat format, byte resolution, long ticks, long milliseconds)
    {
        var file = File(Of((0, new SetTempoEvent(123)), (0, On(60)), (ticks, Off(60))));
        file.TimeDivision = new SmpteTimeDivision(format, resolution);

        var piece = Reader.ToPiece(file, "test");

        Assert.Equal(milliseconds, piece.EndTicks);
        Assert.Equal(milliseconds / 1000.0, piece.DurationSeconds, 9);
    }

    [Fact]
    public void ProgramsAreFollowedOverTime() =>
        Assert.Equal("0 0, 19 200, 40 300", Programs(Of((0, On(60)), (100, Off(60)), (100, Program(19)), (200, On(62)), (250, Off(62)), (300, On(64)), (300, Program(40)), (400, Off(64)))));

    [Fact]
    public void PartsOnOneChannelKeepTheInstrumentsOfTheirTracks() =>
        Assert.Equal("52 0, 0 10, 52 20", Programs(Of((0, Program(52)), (0, On(60)), (5, Off(60)), (20, On(61)), (25, Off(61))), Of((0, Program(0)), (10, On(62)), (15, Off(62)))));

    [Fact]
    public void TrackWithoutProgramTakesTheChannels() =>
        Assert.Equal("7 10", Programs(Of((0, Program(7)), (0, Program(8, channel: 1))), Of((10, On(62)), (15, Off(62)))));

    [Fact]
    public void DrumsOfNoLengthGetOneTickAndOtherNotesOfNoLengthGo() =>
        Assert.Equal("36 5-6, 60 10-20", Read(Of((5, On(36, channel: 9)), (5, Off(36, channel: 9)), (5, On(62)), (5, Off(62)), (10, On(60)), (20, Off(60)))));

    [Fact]
    public void NotesThatStartTogetherBecomeOneAsLongAndLoudAsAny()
    {
        var file = File(Of((0, Program(1)), (0, On(60, 80)), (100, Off(60))), Of((0, Program(2)), (0, On(60, 90)), (50, Off(60))), Of((0, On(60, 10, channel: 1)), (50, Off(60, 1))));

        Assert.Equal([new Note(0, 100, 60, 90, 0, 2), new Note(0, 50, 60, 10, 1, 0)], Reader.ToPiece(file, "test").Notes);
    }

    [Fact]
    public void RestruckNoteEndsAndTheLaterOneLastsUntilBothKeysAreUp() =>
        Assert.Equal("60 0-100, 60 100-150, 60 150-400", Read(Of((0, On(60)), (400, Off(60))), Of((100, On(60)), (120, Off(60)), (150, On(60)), (200, Off(60)))));

    [Fact]
    public void AllNotesOffEndsWhatIsHeldOnItsChannel() =>
        Assert.Equal("60 0-300, 62 0-400", Read(Of((0, On(60)), (0, On(62, channel: 1)), (300, Control(123, 0)), (400, Off(62, 1)))));

    [Fact]
    public void NoteThatNothingEndsIsLeftOut() => Assert.Equal("62 0-10", Read(Of((0, On(60)), (0, On(62)), (10, Off(62)))));

    [Fact]
    public void DeltaWrittenAsNegative32BitNumberGoesBackInTime()
    {
        var track = Of((960, On(60)), (1440, Off(60)), (1440, On(62)), (1920, Off(62)));
        track.Events[2].DeltaTime = uint.MaxValue - 95;

        Assert.Equal("60 960-1440, 62 1344-1824", Read(track));
    }

    [Fact]
    public void SequencesOfFormat2FollowOneAnother()
    {
        var first = Of((0, new SetTempoEvent(250_000)), (0, On(60)), (500, Off(60)));
        var second = Of((0, On(62)), (480, Off(62)));
        var file = MidiFile.Read(new MemoryStream(Bytes(File(first, second), MidiFileFormat.MultiSequence)));

        var piece = Reader.ToPiece(file, "test");

        Assert.Equal([(60, 0L), (62, 960L)], piece.Notes.Select(note => ((int)note.Pitch, note.OnsetTicks)));
        Assert.Equal((2 * 0.25) + 0.5, piece.DurationSeconds, 9);
    }

    [Fact]
    public void SoundFileHasNoDamage()
    {
        var reading = Reader.Read(new MemoryStream(Bytes(File(Of((0, On(60)), (480, Off(60)))))), "song");

        Assert.Null(reading.Damage);
        Assert.Equal("song", reading.Piece.Name);
    }

    [Fact]
    public void CutOffFileIsReadAsFarAsItGoesAndSaysSo()
    {
        var bytes = Bytes(File(Of(), Of([.. Enumerable.Range(0, 50).SelectMany(i => new (long, MidiEvent)[] { (i * 10, On(60)), ((i * 10) + 5, Off(60)) })])));

        var reading = Reader.Read(new MemoryStream(bytes[..(bytes.Length / 2)]), "cut");

        Assert.InRange(reading.Piece.Notes.Count, 15, 35);
        Assert.False(string.IsNullOrWhiteSpace(reading.Damage));
    }

    [Fact]
    public void LostHeaderIsMadeUpFor()
    {
        var reading = Reader.Read(new MemoryStream(Bytes(File(Of((0, On(60)), (480, Off(60)))))[14..]), "headless");

        Assert.Equal(480, reading.Piece.EndTicks);
        Assert.NotNull(reading.Damage);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("This is no music.", "neither header nor track")]
    [InlineData("{\"json\": [1, 2, 3], \"and\": \"some more text to get beyond one chunk\"}", "neither header nor track")]
    public void WhatIsNoMidiFileIsNamedAndRefused(string text, string reason)
    {
        var failure = Assert.Throws<InvalidDataException>(() => Reader.Read(new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text)), "letter.mid"));

        Assert.Contains("letter.mid", failure.Message);
        Assert.Contains(reason, failure.Message);
    }

    [Fact]
    public void FileWithoutNotesIsRefused()
    {
        var failure = Assert.Throws<InvalidDataException>(() => Reader.Read(new MemoryStream(Bytes(File(Of((0, new TextEvent("nothing")))))), "silent.mid"));

        Assert.Equal("Notes are expected in 'silent.mid', but it has none.", failure.Message);
    }

    [Fact]
    public void PieceOfMonthsIsRefused()
    {
        var track = Of((0, On(60)), (10, Off(60)), (0x0FFF_0000, On(60)), (0x0FFF_0001, Off(60)));

        Assert.Contains("24 hours", Assert.Throws<InvalidDataException>(() => Read(track)).Message);
    }

    [Fact]
    public void MissingFileIsAnIoError() =>
        Assert.Throws<FileNotFoundException>(() => Reader.Read(Path.Combine(Path.GetTempPath(), "there is no such file.mid")));

    [Fact]
    public void DamagedCopiesAreReadOrRefusedAsInvalid()
    {
        var whole = Bytes(File(
            Of((0, new SetTempoEvent(400_000)), (0, new TimeSignatureEvent(3, 4)), (960, new SetTempoEvent(500_000))),
            Of((0, Program(5)), (0, Control(Sustain, 127)), (0, On(60)), (240, Off(60)), (480, On(64)), (720, Off(64)), (900, Control(Sustain, 0)), (960, On(67)), (1200, Off(67)))));
        var random = new Random(11);
        var readCount = 0;
        for (var copy = 0; copy < 5_000; copy++)
        {
            var bytes = whole.ToArray();
            for (var fault = 0; fault < 3; fault++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(3) == 0)
                bytes = bytes[..random.Next(bytes.Length)];
            if (IsReadOrInvalid(bytes))
                readCount++;
        }

        Assert.InRange(readCount, 2_500, 5_000);
    }

    private static bool IsReadOrInvalid(byte[] bytes)
    {
        try
        {
            return Reader.Read(new MemoryStream(bytes), "damaged").Piece.Notes.Count > 0;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    private static string Programs(params TrackChunk[] tracks) =>
        string.Join(", ", Reader.ToPiece(File(tracks), "test").Notes.Select(note => $"{note.Program} {note.OnsetTicks}"));
}
