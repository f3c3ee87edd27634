using System.Xml.Linq;

namespace MusicGen.Core.Tests;

public sealed class MusicXmlWriterTests
{
    [Fact]
    public void NotesOfEveryKindComeBack()
    {
        var piece = Everything();

        var read = MusicXmlReading.Of(piece);

        Assert.Equal(piece.Notes, read.Notes);
        Assert.Equal(piece.Metres, read.Metres);
        Assert.Equal(piece.Tempo.Changes, read.Tempos);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void MusicOnTheGridComesBackNoteForNote(int seed)
    {
        var piece = Random(seed);

        var read = MusicXmlReading.Of(piece);

        Assert.Equal(piece.Notes, read.Notes);
        MusicXmlRules.Check(read.Document);
    }

    [Fact]
    public void TheRulesHoldForNotesOfEveryKind() => MusicXmlRules.Check(MusicXmlReading.Of(Everything()).Document);

    [Fact]
    public void ATripletIsWrittenAsOne()
    {
        var notes = Line("triplet").Elements("note").Take(3).ToList();

        Assert.All(notes, note => Assert.Equal(("eighth", "160", "3"), ((string)note.Element("type")!, (string)note.Element("duration")!, (string)note.Element("time-modification")!.Element("actual-notes")!)));
        Assert.Equal(["start", "stop"], notes.SelectMany(note => note.Descendants("tuplet")).Select(tuplet => (string)tuplet.Attribute("type")!));
    }

    [Fact]
    public void ANoteOverTheBarLineIsTied()
    {
        var read = MusicXmlReading.Of(new Piece("tie", [new Note(1440, 960, 60, 80)], PieceTempo.Constant(120)));

        Assert.Equal(["start", "stop"], read.Document.Descendants("tied").Select(tied => (string)tied.Attribute("type")!));
        Assert.Equal(2, read.Document.Descendants("measure").Count());
    }

    [Fact]
    public void APianoGetsTwoStavesAndAMelodyOne()
    {
        Note[] melody = [.. Enumerable.Range(0, 8).Select(i => new Note(i * 480, 480, (byte)(67 + i), 80))];
        var accompanied = melody.Concat(Enumerable.Range(0, 4).Select(i => new Note(i * 960, 960, (byte)(40 + i), 60)));

        var one = MusicXmlReading.Of(new Piece("one", melody, PieceTempo.Constant(120))).Document;
        var two = MusicXmlReading.Of(new Piece("two", accompanied, PieceTempo.Constant(120))).Document;

        Assert.Equal(["G"], one.Descendants("sign").Select(sign => sign.Value));
        Assert.Equal(["G", "F"], two.Descendants("sign").Select(sign => sign.Value));
        Assert.All(two.Descendants("note").Where(note => note.Element("pitch") is { } pitch && (int)pitch.Element("octave")! < 4), note => Assert.Equal("2", note.Element("staff")!.Value));
    }

    [Theory]
    [InlineData("60 62 64 65 67 69 71 72 67 64 60", 0, "major")]
    [InlineData("62 64 66 67 69 71 73 74 69 66 62", 2, "major")]
    [InlineData("63 65 67 68 70 72 74 75 70 67 63", -3, "major")]
    [InlineData("57 59 60 62 64 65 68 69 64 60 57", 0, "minor")]
    public void TheKeyIsFound(string pitches, int fifths, string mode)
    {
        var notes = pitches.Split(' ').Select((pitch, i) => new Note(i * 480, 480, byte.Parse(pitch), 80));

        var key = MusicXmlReading.Of(new Piece("scale", notes, PieceTempo.Constant(120))).Document.Descendants("key").Single();

        Assert.Equal((fifths, mode), ((int)key.Element("fifths")!, key.Element("mode")!.Value));
    }

    [Fact]
    public void BlackKeysAreSpelledByTheKeyWithAccidentalsWhereNeeded()
    {
        var notes = new[] { 66, 66, 65, 63 }.Select((pitch, i) => new Note(i * 480, 480, (byte)pitch, 80));

        var written = MusicXmlReading.Of(new Piece("d", notes, PieceTempo.Constant(120)), new ScoreOptions { Key = new KeyChange(0, 2, false) }).Document.Descendants("note");

        Assert.Equal(["F1", "F1", "F", "D1"], written.Select(note => note.Element("pitch")!).Select(pitch => pitch.Element("step")!.Value + pitch.Element("alter")?.Value));
        Assert.Equal([null, null, "natural", "sharp"], written.Select(note => note.Element("accidental")?.Value));
    }

    [Fact]
    public void LoudnessGivesMarksWhereItChanges()
    {
        var notes = Enumerable.Range(0, 16).Select(i => new Note(i * 480, 480, 60, (byte)(i < 8 ? 48 : 97)));

        var marks = MusicXmlReading.Of(new Piece("loud", notes, PieceTempo.Constant(120))).Document.Descendants("dynamics");

        Assert.Equal(["p", "f"], marks.Select(mark => mark.Elements().Single().Name.LocalName));
    }

    [Fact]
    public void APieceWithoutNotesIsABarOfRest()
    {
        var document = MusicXmlReading.Of(new Piece("nothing", [], PieceTempo.Constant(120))).Document;

        Assert.Equal("yes", (string)document.Descendants("rest").Single().Attribute("measure")!);
        MusicXmlRules.Check(document);
    }

    [Fact]
    public void ANameThatXmlForbidsIsCleaned() =>
        Assert.Equal("a<b>&c", MusicXmlReading.Of(new Piece("a<b>\u0001&c", [], PieceTempo.Constant(120))).Document.Descendants("work-title").Single().Value);

    [SharedDataFact]
    public void RealPiecesComeBackAsQuantised()
    {
        int onsetsOnGrid = 0, allOnGrid = 0;
        foreach (var path in RealFiles())
        {
            var piece = new MidiPieceReader { ExtendsByPedal = false }.Read(path).Piece;
            var quantised = ScoreQuantiser.Quantise(piece);

            var read = MusicXmlReading.Of(piece);

            Assert.True(quantised.Notes.SequenceEqual(read.Notes), path);
            Assert.True(quantised.Notes.SequenceEqual(MusicXmlReading.Of(quantised, new ScoreOptions { IsPerformed = false }).Notes), path);
            MusicXmlRules.Check(read.Document);

            // Most programs write notes some ticks short, so that few files are on the grid with their ends too.
            if (!piece.Notes.All(note => IsOnGrid(note.OnsetTicks)))
                continue;
            Assert.True(piece.Notes.Select(Start).Order().SequenceEqual(read.Notes.Select(Start).Order()), path);
            onsetsOnGrid++;
            if (!piece.Notes.All(note => IsOnGrid(note.EndTicks)))
                continue;
            Assert.True(piece.Notes.SequenceEqual(read.Notes), path);
            allOnGrid++;
        }

        Assert.True(onsetsOnGrid >= 8 && allOnGrid >= 2, $"{onsetsOnGrid} and {allOnGrid} files were on the grid");

        static (long, byte, byte, byte, byte) Start(Note note) => (note.OnsetTicks, note.Pitch, note.Velocity, note.Channel, note.Program);
    }

    private static IEnumerable<string> RealFiles() => new[] { "bach-chorales", "folk-abc", "lieder-cc0", "mutopia", "piano-midi-de", "groove-midi" }.SelectMany(set => Directory
        .EnumerateFiles(Path.Combine(SharedDataFactAttribute.Folder!, set), "*.mid", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal).Where((_, index) => index % 97 == 0).Take(4));

    private static XElement Line(string name) => MusicXmlReading.Of(new Piece(name,
        [new(0, 160, 60, 80), new(160, 160, 62, 80), new(320, 160, 64, 80), new(480, 1440, 65, 80)], PieceTempo.Constant(120))).Document.Descendants("measure").First();

    /// <summary>Chords, voices that overlap, triplets of three sizes, syncopation, ties, rests, drums, three instruments, changes of metre and tempo.</summary>
    private static Piece Everything() => new(
        "everything",
        [
            new(0, 960, 60, 80), new(0, 960, 64, 81), new(0, 1920, 36, 33), new(240, 480, 72, 100), new(480, 30, 79, 1), new(960, 160, 67, 127), new(1120, 160, 69, 90),
            new(1280, 160, 71, 90), new(1440, 80, 72, 90), new(1520, 80, 74, 90), new(1600, 80, 76, 90), new(1680, 5000, 77, 90), new(2000, 320, 50, 64), new(2320, 320, 51, 64),
            new(0, 240, 76, 70, 1, 40), new(3000, 90, 81, 70, 1, 40), new(0, 120, 36, 110, 9), new(0, 120, 42, 60, 9), new(240, 120, 38, 111, 9),
        ],
        new PieceTempo([(0, 500_000), (1920, 487_001), (2001, 700_000), (3360, 300_000)]),
        [new(0, 4, 4), new(1920, 3, 4), new(3360, 6, 8), new(4800, 5, 16)]);

    /// <summary>Random notes on the grid, up to six at once, of one pitch never two at a time.</summary>
    private static Piece Random(int seed)
    {
        var random = new RandomSource(seed);
        var free = new long[128];
        var notes = new List<Note>();
        for (var onset = 0L; notes.Count < 300;)
        {
            for (var chord = 1 + (int)(random.NextDouble() * 3); chord > 0; chord--)
            {
                var pitch = 30 + (int)(random.NextDouble() * 60);
                long[] lengths = [60, 120, 160, 240, 320, 360, 480, 720, 960, 1920, 2500];
                if (free[pitch] <= onset)
                    notes.Add(new Note(onset, lengths[(int)(random.NextDouble() * lengths.Length)], (byte)pitch, (byte)(1 + (random.NextDouble() * 126))));
                free[pitch] = Math.Max(free[pitch], notes[^1].EndTicks + 2500);
            }

            long[] steps = [60, 120, 160, 240, 480];
            onset += onset % 480 != 0 && random.NextDouble() < 0.5 ? 480 - (onset % 480) : steps[(int)(random.NextDouble() * steps.Length)];
        }

        var onGrid = notes.Where(note => IsOnGrid(note.OnsetTicks) && IsOnGrid(note.EndTicks));
        return new Piece("random", onGrid, PieceTempo.Constant(100), [new MetreChange(0, (byte)(2 + seed), 4)]);
    }

    private static bool IsOnGrid(long ticks) => ticks % 20 == 0 || ticks % 30 == 0;
}
