namespace MusicGen.Core.Tests.Composing;

public sealed class LoopGuardTests
{
    private const int GramNotes = 16, MostTimes = 3, WindowNotes = 1000;

    /// <summary>On top of a chord of all but one of the pitches that may sound there is no other choice than to go round in circles, or to end.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(1)]
    public void NoRunComesAFourthTimeEvenWhereOnlyOnePitchMayCome(float chordBias)
    {
        var model = new FakeNoteModel(NoteCodec.CreateVocabulary(TimeBase.Performed)) { ChordBias = chordBias };
        var steering = new Steering { LowestPitch = 60, HighestPitch = 64, MaxPolyphony = 5 };
        var composer = ComposerTests.Make(model, new ComposerOptions { Steering = steering, MinimumPieceNotes = int.MaxValue, Sampling = SamplingOptions.Same(model.Vocabulary, new FieldSampling(0.3)) });
        var piece = new List<int>();
        var pieces = 0;

        for (var i = 0; i < 4000; i++)
        {
            if (composer.TryNext(out var note)) piece.Add(note.Pitch);
            else
            {
                Assert.InRange(MostOften(piece), 0, MostTimes);
                pieces++;
                piece.Clear();
                composer.Reset(composer.LastOnsetTicks);
            }
        }

        Assert.InRange(MostOften(piece), 0, MostTimes);
        Assert.InRange(pieces, 0, 500);
    }

    [Fact]
    public void APieceDoesNotBeginWithOnePitchAgainAndAgain()
    {
        var logits = new float[128];
        logits[60] = 100;
        var model = new FakeNoteModel(NoteCodec.CreateVocabulary(TimeBase.Performed)) { PitchLogits = logits, ChordBias = -100 };
        var composer = ComposerTests.Make(model, new ComposerOptions { MinimumPieceNotes = int.MaxValue });

        var pitches = ComposerTests.Compose(composer, 30).Select(note => (int)note.Pitch).ToList();

        Assert.True(pitches.Count(pitch => pitch == 60) > 20);
        Assert.InRange(MostOften(pitches), 0, MostTimes);
    }

    private static int MostOften(List<int> pitches)
    {
        var text = string.Concat(pitches.Select(pitch => (char)pitch));
        var places = Enumerable.Range(0, Math.Max(0, text.Length - GramNotes + 1)).GroupBy(start => text.Substring(start, GramNotes));
        return places.Select(gram => gram.Max(place => gram.Count(other => other <= place && other > place - WindowNotes))).DefaultIfEmpty(0).Max();
    }
}
