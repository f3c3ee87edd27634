namespace MusicGen.Training.Tests;

public sealed class PieceEncoderTests
{
    private const int EverythingSaid = 0x3F;
    private static readonly Vocabulary Vocabulary = NoteCodec.CreateVocabulary(TimeBase.Metric, instruments: true, key: true, collection: true);

    [Fact]
    public void TheEndOfAPieceIsAskedForUnderTheControlsOfItsLastNote()
    {
        var encoded = new PieceEncoder(Vocabulary).Encode(Tunes.Scale("c"), new Reading(0, 1, 0, EverythingSaid), collection: 2);

        var width = Vocabulary.ContextFields.Count;
        for (var k = 1; k < width; k++)
            Assert.Equal(encoded.Context[(encoded.Count - 2) * width + k], encoded.Context[(encoded.Count - 1) * width + k]);
        Assert.NotEqual(0, encoded.Context[(encoded.Count - 1) * width + Vocabulary.ContextIndex(FieldNames.Density)]);
        Assert.Equal(2, encoded.Context[(encoded.Count - 1) * width + Vocabulary.ContextIndex(FieldNames.Collection)]);
    }

    [Fact]
    public void WhatWasPlayedIsSaidAsAComposerSaysIt()
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Metric, instruments: true, memory: true, sounding: true, matches: true);
        var encoder = new PieceEncoder(vocabulary);
        var encoded = encoder.Encode(Tunes.Scale("c"), Reading.Plain);
        var notes = encoder.Codec.Quantise(Tunes.Scale("c"));

        var memory = new PitchMemory();
        var sounding = new SoundingMemory();
        var matches = new MatchMemory(TimeBase.Metric);
        for (var i = 0; i < encoded.Count; i++)
        {
            foreach (var field in MatchMemory.FieldsOf(TimeBase.Metric))
                Assert.Equal(matches.ValueOf(field.Name), encoded.Context[i * vocabulary.ContextFields.Count + vocabulary.ContextIndex(field.Name)]);
            foreach (var field in PitchMemory.Fields)
                Assert.Equal(memory.ValueOf(field.Name), encoded.Context[i * vocabulary.ContextFields.Count + vocabulary.ContextIndex(field.Name)]);
            foreach (var field in SoundingMemory.FieldsOf(TimeBase.Metric))
                Assert.Equal(sounding.ValueOf(field.Name, TimeBase.Metric), encoded.Context[i * vocabulary.ContextFields.Count + vocabulary.ContextIndex(field.Name)]);
            if (i == notes.Length) break;
            memory.Add(notes[i].Pitch);
            sounding.Advance(i == 0 ? 0 : (notes[i].OnsetTicks - notes[i - 1].OnsetTicks) / NoteCodec.MetricCellTicks);
            sounding.Strike(notes[i].DurationTicks / NoteCodec.MetricCellTicks);
            matches.Add(notes[i].Pitch, notes[i].OnsetTicks / NoteCodec.MetricCellTicks, notes[i].DurationTicks / NoteCodec.MetricCellTicks, VelocityBins.BinOf(notes[i].Velocity));
        }

        Assert.NotEqual(0, matches.ValueOf(FieldNames.Match));
        Assert.NotEqual(0, memory.Tonality());
        Assert.NotEqual(0, sounding.Left(0));
    }

    [Fact]
    public void TraitsOfRowsAreThoseAComposerTells()
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Metric, instruments: true, keyboard: true);
        foreach (var piece in new[] { Tunes.Scale("c"), Tunes.Band("b", 2) })
        {
            var encoded = new PieceEncoder(vocabulary).Encode(piece, Reading.Plain);
            var stream = RowStream.Of(vocabulary);
            stream.Begin(0);
            var traits = new RowTraits(vocabulary);
            var fields = vocabulary.OutputFields.Count;
            for (var row = 0; row + 1 < encoded.Count; row++)
            {
                traits.Read(encoded.Notes, row);
                for (var f = 0; f < fields; f++)
                    Assert.Equal(stream.TraitsOf(f, encoded.Rows.AsSpan(row * fields, f)).ToArray(), traits.Of(f).ToArray());
                stream.Write(encoded.Notes[row], new NoRows());
            }

            // Going back begins anew; a batch has the same.
            var batch = new BatchWriter(vocabulary).CreateBatch(8, 1);
            new BatchWriter(vocabulary).Write(batch, 0, encoded, 16);
            traits.Read(encoded.Notes, 16);
            Assert.Contains(traits.All.ToArray(), token => token != 0);
            Assert.Equal(traits.All.ToArray(), batch.Traits[..traits.All.Length]);
        }
    }

    [Fact]
    public void MatchesAreHiddenInSomeReadingsAndNothingElseIs()
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Metric, memory: true, sounding: true, matches: true);
        var encoder = new PieceEncoder(vocabulary);
        var told = encoder.Encode(Tunes.Scale("c"), Reading.Plain with { ControlsSaid = EverythingSaid });
        var hidden = encoder.Encode(Tunes.Scale("c"), Reading.Plain with { ControlsSaid = EverythingSaid | Reading.MatchesHidden });
        var fields = MatchMemory.FieldsOf(TimeBase.Metric).Select(field => field.Name).ToHashSet();
        var isMatch = Enumerable.Range(0, told.Context.Length).Select(i => fields.Contains(vocabulary.ContextFields[i % vocabulary.ContextFields.Count].Name)).ToArray();

        Assert.Equal(told.Rows, hidden.Rows);
        Assert.Contains(told.Context.Where((_, i) => isMatch[i]), value => value != 0);
        Assert.Equal(told.Context.Select((value, i) => isMatch[i] ? 0 : value), hidden.Context);

        var random = new SplitMix(1);
        var options = RecipeOptions.All["note-metric"];
        Assert.DoesNotContain(Draw(options), reading => (reading.ControlsSaid & Reading.MatchesHidden) != 0);
        foreach (var controls in new[] { true, false })
            Assert.InRange(Draw(options with { MatchesHiddenShare = 0.25, Controls = controls }).Count(reading => (reading.ControlsSaid & Reading.MatchesHidden) != 0), 200, 300);
        Assert.All(Draw(options with { MatchesHiddenShare = 0.25, Controls = false }), reading => Assert.Equal(0, reading.ControlsSaid & EverythingSaid));

        Reading[] Draw(RecipeOptions recipe) => [.. Enumerable.Range(0, 1000).Select(_ => Reading.Draw(recipe, ref random))];
    }

    [Fact]
    public void ALengthThatEndsWithASoundingNoteLeavesNextToNothingOpen()
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Performed, sounding: true);
        // The second ends with the first, the third 20 ms before both, the fourth where no other does; the fifth is short.
        Note[] notes = [new(0, 3000, 60, 80), new(500, 2500, 64, 80), new(1020, 1960, 67, 80), new(1200, 1110, 72, 80), new(1400, 110, 76, 80)];
        var piece = new Piece("chord", notes, PieceTempo.Performed);

        var told = new PieceEncoder(vocabulary).Encode(piece, Reading.Plain).LengthRemainders!;
        var representation = Representation.Of(vocabulary);
        var encoded = representation.Encode(piece, Reading.Plain);

        Assert.Equal([Math.Log2(10), -Math.Log2(0.95), Math.Log2(4) - Math.Log2(0.05), Math.Log2(5), 0], told[..5].Select(bits => Math.Round(bits, 5)), (a, b) => Math.Abs(a - b) < 1e-4);
        Assert.Equal(told[1], representation.RemainderBits(encoded, 1, vocabulary.OutputIndex(FieldNames.Duration)));
        Assert.Equal(0, representation.RemainderBits(encoded, 1, vocabulary.OutputIndex(FieldNames.Pitch)));
        Assert.Null(new PieceEncoder(NoteCodec.CreateVocabulary(TimeBase.Performed)).Encode(piece, Reading.Plain).LengthRemainders);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void TheCellsOfABinShareItsProbabilityWhateverSounds(int sounds)
    {
        var remainder = new BinRemainder(NoteCodec.CreateVocabulary(TimeBase.Performed, sounding: true));
        var sounding = new SoundingMemory();
        for (var i = 0; i < sounds; i++) sounding.Strike(171 + i);

        Assert.Equal(1, Enumerable.Range(170, 5).Sum(cells => Math.Pow(2, -remainder.LengthBits(cells, sounding))), 6);
    }

    [Fact]
    public void TheKeyControlGoesWithTheTransposition()
    {
        var encoder = new PieceEncoder(Vocabulary);
        var key = Vocabulary.ContextIndex(FieldNames.Key);

        Assert.Equal(Controls.KeyValue(0, false), encoder.Encode(Tunes.Scale("c"), new Reading(0, 1, 0, EverythingSaid)).Context[key]);
        Assert.Equal(Controls.KeyValue(3, false), encoder.Encode(Tunes.Scale("c"), new Reading(3, 1, 0, EverythingSaid)).Context[key]);
        Assert.Equal(0, encoder.Encode(Tunes.Scale("c"), Reading.Plain).Context[key]);
    }

    [Fact]
    public void WhereDensityIsSaidPerformedMusicIsReadSlowAndFast()
    {
        var recipe = RecipeOptions.All["note"] with { ControlsAbsentShare = 0 };
        var random = new SplitMix(4);
        var drawn = Enumerable.Range(0, 400).Select(_ => Reading.Draw(recipe, ref random)).ToArray();

        var steered = drawn.Where(r => (r.ControlsSaid & 1) != 0).Select(r => r.TempoFactor).ToArray();
        Assert.InRange(steered.Min(), 0.5, 0.6);
        Assert.InRange(steered.Max(), 1.8, 2);
        Assert.All(drawn.Where(r => (r.ControlsSaid & 1) == 0), r => Assert.InRange(r.TempoFactor, 0.9, 1.1));
    }

    private sealed class NoRows : IRowTarget
    {
        public void Append(ReadOnlySpan<int> row)
        {
        }

        public void Amend(ReadOnlySpan<int> row)
        {
        }
    }
}
