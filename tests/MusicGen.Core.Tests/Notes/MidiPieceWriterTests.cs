namespace MusicGen.Core.Tests;

/// <summary>Pieces into MIDI files, and back by the reader.</summary>
public sealed class MidiPieceWriterTests
{
    private static readonly Piece Song = new(
        "Späte Lieder",
        [
            new Note(0, 480, 60, 80), new Note(0, 960, 64, 70), new Note(480, 480, 60, 81), new Note(0, 1, 36, 127, Note.DrumChannel),
            new Note(240, 240, 72, 1, 0, 40), new Note(480, 240, 74, 90, 0, 40), new Note(960, 100, 76, 90, 15, 127),
        ],
        new PieceTempo([(0, 600_000), (480, 250_001)]),
        [new MetreChange(0, 3, 4), new MetreChange(1440, 7, 8)]);

    [Fact]
    public void WrittenPieceReadsBackTheSame()
    {
        var reading = new MidiPieceReader().Read(new MemoryStream(Written(Song)), Song.Name);

        Assert.Null(reading.Damage);
        Assert.Equal(Song.Notes, reading.Piece.Notes);
        Assert.Equal(Song.Metres, reading.Piece.Metres);
        Assert.Equal(Song.Tempo.Changes, reading.Piece.Tempo.Changes);
    }

    [Fact]
    public void EqualPiecesGiveEqualBytes()
    {
        var same = new Piece(Song.Name, Song.Notes.Reverse(), new PieceTempo(Song.Tempo.Changes), Song.Metres);

        Assert.Equal(Written(Song), Written(same));
    }

    [Fact]
    public void HeadTrackHasNameTempoAndMetreAndOtherTracksOneInstrumentEach()
    {
        var tracks = MidiPieceWriter.ToMidiFile(Song).GetTrackChunks().ToList();

        Assert.Equal(Song.Name, tracks[0].Events.OfType<SequenceTrackNameEvent>().Single().Text);
        Assert.Equal((2, 2), (tracks[0].Events.OfType<SetTempoEvent>().Count(), tracks[0].Events.OfType<TimeSignatureEvent>().Count()));
        Assert.Equal([0, 0, 9, 15], tracks.Skip(1).Select(track => (int)track.GetChannels().Single()));
        Assert.Equal([0, 40, 0, 127], tracks.Skip(1).Select(track => (int)track.Events.OfType<ProgramChangeEvent>().First().ProgramNumber));
    }

    [Fact]
    public void InstrumentsOnOneChannelAreChosenBeforeEachTurn()
    {
        var sounding = new Dictionary<long, int>();
        var program = -1;
        foreach (var timed in MidiPieceWriter.ToMidiFile(Song).GetTimedEvents())
        {
            if (timed.Event is ProgramChangeEvent { Channel: var channel } change && channel == 0)
                program = change.ProgramNumber;
            else if (timed.Event is NoteOnEvent { NoteNumber: var pitch } noteOn && noteOn.Channel == 0)
                sounding[(timed.Time * 128) + pitch] = program;
        }

        var expected = Song.Notes.Where(note => note.Channel == 0).ToDictionary(note => (note.OnsetTicks * 128) + note.Pitch, note => (int)note.Program);
        Assert.Equal(expected.OrderBy(entry => entry.Key), sounding.OrderBy(entry => entry.Key));
    }

    [Fact]
    public void OverlapsOfOnePitchEndWhereItIsStruckAgain()
    {
        var piece = new Piece("x", [new Note(0, 100, 60, 64), new Note(50, 20, 60, 65), new Note(50, 30, 60, 66), new Note(0, 100, 60, 64, 1)], PieceTempo.Performed);

        var read = new MidiPieceReader().Read(new MemoryStream(Written(piece)), "x").Piece;

        Assert.Equal([new Note(0, 50, 60, 64), new Note(0, 100, 60, 64, 1), new Note(50, 30, 60, 66)], read.Notes);
    }

    [Fact]
    public void FileOnDiskIsReplaced()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "song.mid");

        MidiPieceWriter.Write(new Piece("longer", Enumerable.Range(0, 500).Select(i => new Note(i, 1, 60, 64)), PieceTempo.Performed), path);
        MidiPieceWriter.Write(Song, path);

        Assert.Equal(Written(Song), File.ReadAllBytes(path));
        Assert.Equal("song", new MidiPieceReader().Read(path).Piece.Name);
    }

    [Fact]
    public void PieceWithoutNotesIsAFileWithoutNotes() =>
        Assert.Empty(MidiFile.Read(new MemoryStream(Written(new Piece("x", [], PieceTempo.Performed)))).GetNotes());

    private static byte[] Written(Piece piece)
    {
        using var stream = new MemoryStream();
        MidiPieceWriter.Write(piece, stream);
        return stream.ToArray();
    }
}
