namespace MusicGen.Core.Tests;

public sealed class KeyboardMemoryTests
{
    private const int Never = 0, EndsNow = 12;
    private static readonly Vocabulary Remembering = NoteCodec.CreateVocabulary(TimeBase.Performed, keyboard: true);
    private static readonly TimeGrid Grid = TimeGrid.Performed;

    [Fact]
    public void NothingIsKnownBeforeTheFirstNote()
    {
        var memory = new KeyboardMemory(TimeBase.Performed);

        Assert.All(Told(memory, FieldNames.Pitch, 0), token => Assert.Equal(Never, token));
        Assert.All(Told(memory, FieldNames.Velocity, 0, 60), token => Assert.Equal(Never, token));
        // Silence from the beginning.
        Assert.All(Told(memory, FieldNames.Shift, 0), token => Assert.Equal(16, token));
    }

    [Fact]
    public void AKeyIsToldByWhenItsNoteEnds()
    {
        var memory = new KeyboardMemory(TimeBase.Performed);
        memory.Add(60, 0, 100, 10);
        memory.Add(64, 0, 50, 20);
        memory.Add(72, 20, 31, 30);

        var told = Told(memory, FieldNames.Pitch, 50);

        // 60 ends 50 cells later, 64 now, 72 one cell later; all others were never struck.
        Assert.Equal([EndsNow + 9, EndsNow, EndsNow + 1], [told[60], told[64], told[72]]);
        Assert.Equal(125, told.Count(token => token == Never));
        Assert.Equal([EndsNow - 1, EndsNow + 9], [Told(memory, FieldNames.Pitch, 52)[72], Told(memory, FieldNames.Pitch, 51)[60]]);
    }

    [Fact]
    public void StrikingAgainReplacesWhatAKeyDid()
    {
        var memory = new KeyboardMemory(TimeBase.Performed);
        memory.Add(60, 0, 100, 10);
        memory.Add(60, 40, 10, 10);

        Assert.Equal(EndsNow, Told(memory, FieldNames.Pitch, 50)[60]);
    }

    [Fact]
    public void TimesAreToldByTheEndsInTheirBinAndBefore()
    {
        var memory = new KeyboardMemory(TimeBase.Performed);
        memory.Add(60, 0, 10, 10);
        memory.Add(64, 0, 10, 10);
        memory.Add(67, 0, 30, 10);

        var told = Told(memory, FieldNames.Shift, 0);

        Assert.Equal(Grid.BinCount + 1, told.Length);
        Assert.Equal(0, told[9]);
        Assert.Equal(2, told[10]);
        Assert.Equal(2 * 4, told[11]);
        Assert.Equal(1 + (2 * 4), told[30]);
        // Three have ended, and nothing sounds.
        Assert.Equal((2 * 4) + 16, told[31]);
        // Of a note that begins five cells later, the durations.
        Assert.Equal(2, Told(memory, FieldNames.Duration, 5, 50)[5]);
        Assert.Equal(1, Told(memory, FieldNames.Duration, 15, 50)[15]);
    }

    [Fact]
    public void LengthsAndLoudnessAreToldByTheirDistanceFromWhatWasPlayedNear()
    {
        var memory = new KeyboardMemory(TimeBase.Performed);
        memory.Add(40, 0, 20, 5);
        memory.Add(70, 0, 8, 25);

        // The same key, three semitones off, farther, out of reach.
        Assert.Equal([Distance(0, 0), Distance(0, 1)], Told(memory, FieldNames.Velocity, 10, 70)[25..27].Select(token => (int)token));
        Assert.Equal(Distance(1, 0), Told(memory, FieldNames.Velocity, 10, 67)[25]);
        Assert.Equal(Distance(2, -3), Told(memory, FieldNames.Velocity, 10, 45)[2]);
        Assert.All(Told(memory, FieldNames.Velocity, 10, 100), token => Assert.Equal(Never, token));
        var durations = Told(memory, FieldNames.Duration, 10, 40)[Grid.BinCount..];
        Assert.Equal([Distance(0, 0), Distance(0, -12), Distance(0, 12)], [durations[20], durations[0], durations[100]]);

        for (var i = 0; i < 6; i++) memory.Add(100, 10, 8, 25);
        Assert.Equal(Distance(3, 0), Told(memory, FieldNames.Velocity, 10, 70)[25]);

        static int Distance(int kind, int bins) => 1 + (kind * 25) + 12 + bins;
    }

    [Fact]
    public void OfDrumsNothingIsToldButWhereNotesEnd()
    {
        var memory = new KeyboardMemory(TimeBase.Performed);
        memory.Add(40, 0, 20, 5);

        Assert.All(Told(memory, FieldNames.Pitch, 10, -1), token => Assert.Equal(Never, token));
        Assert.All(Told(memory, FieldNames.Velocity, 10, -1), token => Assert.Equal(Never, token));
        Assert.Equal(1, Told(memory, FieldNames.Duration, 10, -1)[10]);
    }

    [Fact]
    public void TokensStayWithinTheirSizesWhateverIsPlayed()
    {
        var memory = new KeyboardMemory(TimeBase.Metric);
        var random = new Random(1);
        long onset = 0;
        for (var i = 0; i < 3000; i++)
        {
            memory.Add(random.Next(128), onset, 1 + (random.Next(4) == 0 ? random.Next(100_000) : random.Next(60)), random.Next(VelocityBins.Count));
            onset += random.Next(3) == 0 ? random.Next(500) : 0;
            foreach (var field in NoteCodec.CreateVocabulary(TimeBase.Metric, keyboard: true).OutputFields)
            {
                var told = Told(memory, field.Name, onset, random.Next(-1, 128), TimeBase.Metric);
                var traits = KeyboardMemory.Traits.Where(trait => trait.Field == field.Name).ToArray();
                for (var k = 0; k < told.Length; k++) Assert.True(told[k] < traits[k / field.Size].Size, $"{traits[k / field.Size].Name}: {told[k]}");
            }
        }
    }

    [Fact]
    public void ItGoesBackAndAllocatesNothing()
    {
        var memory = new KeyboardMemory(TimeBase.Performed);
        var state = new long[KeyboardMemory.StateLength];
        memory.Add(60, 0, 100, 10);
        var before = Told(memory, FieldNames.Pitch, 50);
        memory.Save(state);
        memory.Add(60, 40, 5, 30);
        Assert.NotEqual(before, Told(memory, FieldNames.Pitch, 50));
        memory.Load(state);
        Assert.Equal(before, Told(memory, FieldNames.Pitch, 50));
        memory.Begin();
        Assert.DoesNotContain(Told(memory, FieldNames.Pitch, 50), token => token != Never);

        var traits = new byte[Remembering.TraitTokens(1)];
        Assert.Equal(0, Allocation.BytesOf(PlayMany, PlayMany));

        void PlayMany()
        {
            for (var i = 0; i < 1000; i++)
            {
                memory.Save(state);
                memory.Add(i * 7 % 128, i * 5, 10, 16);
                memory.Tell(FieldNames.Pitch, i * 5, 0, traits);
                if (i % 3 == 0) memory.Load(state);
            }
        }
    }

    [Fact]
    public void AComposerTellsItsModelWhatTheKeysDidAndAgainAfterARewind()
    {
        var model = new FakeNoteModel(Remembering) { SeenTraits = [] };
        var composer = new Composer(model, new ComposerOptions(), new RandomSource(3));
        composer.Hear(new Note(0, 1530, 60, 80));
        var memory = new KeyboardMemory(TimeBase.Performed);
        memory.Add(60, 0, 153, VelocityBins.BinOf(80));
        long last = 0;
        for (var i = 0; i < 120; i++)
        {
            Assert.True(composer.TryNext(out var note));
            var onset = note.OnsetTicks / 10;
            foreach (var (field, index) in Remembering.OutputFields.Select((field, index) => (field.Name, index)))
                Assert.Equal(Told(memory, field, index == 0 ? last : onset, index > 1 ? note.Pitch : 0), model.SeenTraits[(4 * i) + index]);
            memory.Add(note.Pitch, onset, note.DurationTicks / 10, VelocityBins.BinOf(note.Velocity));
            last = onset;
        }

        var first = model.SeenTraits.ToArray();
        model.SeenTraits.Clear();
        composer.Rewind(20);
        for (var i = 0; i < 20; i++) composer.TryNext(out _);
        Assert.Equal(first[(4 * 100)..], model.SeenTraits);
    }

    private static byte[] Told(KeyboardMemory memory, string field, long onsetCells, int pitch = 0, TimeBase timeBase = TimeBase.Performed)
    {
        var vocabulary = NoteCodec.CreateVocabulary(timeBase, keyboard: true);
        var traits = new byte[vocabulary.TraitTokens(vocabulary.OutputIndex(field))];
        memory.Tell(field, onsetCells, pitch, traits);
        return traits;
    }
}
