namespace MusicGen.Core.Tests.Codec;

public sealed class NoteCodecTests
{
    private static readonly NoteCodec Performed = new(NoteCodec.CreateVocabulary(TimeBase.Performed));
    private static readonly NoteCodec Metric = new(NoteCodec.CreateVocabulary(TimeBase.Metric));
    private static readonly NoteCodec Ensemble = new(NoteCodec.CreateVocabulary(TimeBase.Performed, instruments: true));

    [Fact]
    public void EveryRowOfValuesDecodesToANoteThatEncodesToThem()
    {
        foreach (var codec in new[] { Performed, Metric, Ensemble })
        {
            var random = new Random(1);
            var fields = codec.Vocabulary.OutputFields;
            var (values, again) = (new int[fields.Count], new int[fields.Count]);
            for (var trial = 0; trial < 5000; trial++)
            {
                for (var f = 0; f < values.Length; f++) values[f] = random.Next(fields[f].Size);
                values[codec.ShiftField] = random.Next(codec.EndValue);
                // Duration bin 0 holds zero cells, which no note has: it decodes to the shortest.
                values[codec.DurationField] = random.Next(1, codec.Grid.BinCount);
                var onset = random.NextInt64(0, 100_000) * codec.CellTicks;

                codec.Encode(codec.Decode(values, onset), onset, again);

                Assert.Equal(values, again);
            }
        }
    }

    [Fact]
    public void PieceComesBackWithinItsBins()
    {
        foreach (var codec in new[] { Performed, Metric, Ensemble })
        {
            var notes = codec.Quantise(RandomPiece(new Random(2)));
            var rows = codec.EncodeAll(notes);
            var width = codec.Vocabulary.OutputFields.Count;
            Assert.Equal(codec.EndValue, rows[notes.Length * width + codec.ShiftField]);
            Assert.Equal((notes.Length + 1) * width, rows.Length);

            for (var i = 0; i < notes.Length; i++)
            {
                var previous = i == 0 ? 0 : notes[i - 1].OnsetTicks;
                var note = codec.Decode(rows.AsSpan(i * width, width), previous);
                Assert.Equal(notes[i].Pitch, note.Pitch);
                Assert.InRange(note.Velocity - notes[i].Velocity, -2, 2);
                AssertInBin(codec, notes[i].OnsetTicks - previous, note.OnsetTicks - previous);
                AssertInBin(codec, notes[i].DurationTicks, note.DurationTicks);
                if (codec != Ensemble) continue;
                Assert.Equal(notes[i].IsDrum, note.IsDrum);
                if (!note.IsDrum) Assert.Equal(notes[i].Program / 8, note.Program / 8);
            }
        }
    }

    [Fact]
    public void PerformedNotesAreMillisecondsThroughTheTempoMapFromTheFirstOnset()
    {
        var tempo = new PieceTempo([(0, 500_000), (480, 1_000_000)]);
        var piece = new Piece("p", [new Note(240, 240, 60, 80), new Note(480, 240, 62, 80), new Note(960, 480, 64, 80)], tempo);

        var notes = Performed.Quantise(piece);

        Assert.Equal([(0L, 250L), (250L, 500L), (1250L, 1000L)], notes.Select(n => (n.OnsetTicks, n.DurationTicks)));
    }

    [Fact]
    public void MetricNotesStayWhereTheBarHasThem()
    {
        var piece = new Piece("p", [new Note(485, 235, 60, 80), new Note(731, 3, 62, 80)], PieceTempo.Constant(90));

        var notes = Metric.Quantise(piece);

        Assert.Equal([(480L, 240L), (740L, 20L)], notes.Select(n => (n.OnsetTicks, n.DurationTicks)));
    }

    [Fact]
    public void UnisonsBecomeOneNoteTheLongestAndLoudest()
    {
        var piece = new Piece("p", [new Note(0, 100, 60, 90), new Note(2, 500, 60, 40, 1), new Note(0, 100, 61, 90)], PieceTempo.Performed);

        var notes = Performed.Quantise(piece);

        Assert.Equal([new Note(0, 500, 60, 90), new Note(0, 100, 61, 90)], notes);
    }

    [Fact]
    public void UnisonsOfOneInstrumentMeetAcrossChannelsAndOthersDoNot()
    {
        var piece = new Piece(
            "p", [new Note(0, 100, 60, 90, 0, 1), new Note(0, 200, 60, 90, 1, 40), new Note(0, 300, 60, 90, 2, 3), new Note(0, 100, 60, 90, 9)],
            PieceTempo.Performed);

        var notes = Ensemble.Quantise(piece);

        Assert.Equal([(0, 300L), (1, 200L), (9, 100L)], notes.Select(n => ((int)n.Channel, n.DurationTicks)));
    }

    [Fact]
    public void TimesBeyondTheGridFallIntoItsLastBin()
    {
        var values = new int[4];

        Performed.Encode(new Note(100_000, 100_000, 60, 64), 0, values);

        Assert.Equal([146, 60, 146, 16], values);
        Assert.NotEqual(Performed.EndValue, values[0]);
    }

    [Fact]
    public void VelocitiesRoundTripThroughTheirBins()
    {
        for (var bin = 0; bin < VelocityBins.Count; bin++) Assert.Equal(bin, VelocityBins.BinOf(VelocityBins.VelocityOf(bin)));
        for (var velocity = 1; velocity < 128; velocity++)
            Assert.InRange(VelocityBins.VelocityOf(VelocityBins.BinOf(velocity)) - velocity, -2, 2);
    }

    [Fact]
    public void VocabularyWithoutPitchIsRefused()
    {
        var fields = Performed.Vocabulary.OutputFields.Where(f => f.Name != FieldNames.Pitch).ToList();

        var refusal = Assert.Throws<ArgumentException>(() => new NoteCodec(new Vocabulary(TimeBase.Performed, fields, [])));

        Assert.Contains("'pitch' with 128 values", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EmptyPieceIsOnlyItsEnd()
    {
        var notes = Performed.Quantise(new Piece("p", [], PieceTempo.Performed));

        Assert.Empty(notes);
        Assert.Equal([Performed.EndValue, 0, 0, 0], Performed.EncodeAll(notes));
    }

    private static void AssertInBin(NoteCodec codec, long expectedTicks, long foundTicks)
    {
        var cells = Math.Min(expectedTicks / codec.CellTicks, codec.Grid.CellCount - 1);
        Assert.Equal(codec.Grid.BinOf(cells), codec.Grid.BinOf(foundTicks / codec.CellTicks));
    }

    private static Piece RandomPiece(Random random)
    {
        long onset = 0;
        var notes = new List<Note>();
        for (var i = 0; i < 800; i++)
        {
            onset += random.Next(4) == 0 ? random.Next(3000) : random.Next(60);
            notes.Add(new Note(
                onset, random.Next(1, 4000), (byte)random.Next(128), (byte)random.Next(1, 128), (byte)random.Next(16), (byte)random.Next(128)));
        }

        return new Piece("random", notes, new PieceTempo([(0, 600_000), (50_000, 300_000)]));
    }
}
