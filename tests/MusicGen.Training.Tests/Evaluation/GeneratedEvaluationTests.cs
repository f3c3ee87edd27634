namespace MusicGen.Training.Tests;

public sealed class GeneratedEvaluationTests
{
    private static readonly NoteCodec Codec = new(NoteCodec.CreateVocabulary(TimeBase.Performed));

    [Fact]
    public void TwoSetsOfTheSameMusicOverlapAndStrangeMusicDoesNot()
    {
        double[][] human = [.. Walks(1, 30).Select(piece => ExcerptFeatures.Of(piece)[4])];
        double[][] same = [.. Walks(101, 30).Select(piece => ExcerptFeatures.Of(piece)[4])];
        double[][] strange = [.. Enumerable.Range(0, 30).Select(i => ExcerptFeatures.Of(Tunes.Scale("s", i % 12))[4])];

        Assert.InRange(FeatureOverlap.Of(human, same).Area, 0.85, 1);
        Assert.InRange(FeatureOverlap.Of(human, strange).Area, 0, 0.3);
        Assert.InRange(FeatureOverlap.Of(human, human.ToArray()).Divergence, 0, 0.05);
    }

    [Fact]
    public void AFigureThatNeverChangesDoesNotBreakTheOverlap()
    {
        double[][] constant = [[5], [5], [5], [5]];

        Assert.InRange(FeatureOverlap.Of(constant, constant).Area, 0.99, 1.01);
    }

    [Fact]
    public void NotesGoingRoundInCirclesAreStuckAndAWalkIsNot()
    {
        Assert.Equal(1, StuckNotes.Share(Tunes.Scale("round").Notes), 2);
        Assert.Equal(0, StuckNotes.Share(Tunes.Walk("walk", 3, notes: 2000).Notes));
    }

    [Fact]
    public void ATransposedCopyIsFoundAndOtherMusicIsNot()
    {
        var check = new CopyCheck([Tunes.Walk("a", 1, notes: 400), Tunes.Walk("b", 2, notes: 400)], Codec);

        var (share, run) = check.Of(Tunes.Walk("copy", 2, notes: 100, transpose: 3));
        Assert.Equal((1.0, 100), (share, run));
        Assert.InRange(check.Of(Tunes.Walk("new", 9, notes: 100)).Share, 0, 0.05);
    }

    [Fact]
    public void AChordThatIsRolledWithinACellIsOneStepOfTheLine()
    {
        var walk = Tunes.Walk("a", 1, notes: 200);
        var rolled = new Piece("rolled", walk.Notes.SelectMany(note => new[] { note with { Pitch = (byte)(note.Pitch - 12) }, note with { OnsetTicks = note.OnsetTicks + 2 } }), walk.Tempo, walk.Metres);

        Assert.Equal(UpperLine.StepsOf(Codec.Quantise(walk)), CopyCheck.LinesOf([rolled], Codec)[0]);
    }

    [Fact]
    public void WhereNotAllExcerptsHaveRoomThoseTakenAreFromAllOverThePieces()
    {
        // A minute each: two excerpts of 30 s.
        Piece[] pieces = [.. Enumerable.Range(0, 9).Select(i => Tunes.Walk($"{i}", i, notes: 240))];

        Assert.Equal(["0", "3", "6"], Excerpts.Cut(pieces, Codec, 30, 3).Select(excerpt => excerpt.Name));
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7", "8", "0", "4"], Excerpts.Cut(pieces, Codec, 30, 11).Select(excerpt => excerpt.Name));
        Assert.Equal(18, Excerpts.Cut(pieces, Codec, 30, 100).Count);
    }

    [Fact]
    public void ShufflingKeepsTheNotesAndTheLength()
    {
        var piece = Tunes.Walk("a", 5);
        var shuffled = Excerpts.Shuffle(piece, 1);

        Assert.Equal(piece.Notes.Select(n => n.Pitch).Order(), shuffled.Notes.Select(n => n.Pitch).Order());
        Assert.Equal(piece.Notes[^1].OnsetTicks, shuffled.Notes[^1].OnsetTicks);
        Assert.NotEqual(piece.Notes.Select(n => n.Pitch), shuffled.Notes.Select(n => n.Pitch));
    }

    [Fact]
    public void HumanMusicStandsNearTheCeilingAndNoiseBelowTheFloor()
    {
        var held = Walks(1, 24);
        var report = new GeneratedEvaluation(Codec, 20, 40).Run(Walks(301, 24), held, Walks(201, 4));
        var noise = new GeneratedEvaluation(Codec, 20, 40).Run([.. Enumerable.Range(0, 12).Select(i => Tunes.Scale("n", i))], held, Walks(201, 4));

        Assert.InRange(report.MeanOverlap.Generated, 0.8, 1);
        Assert.InRange(noise.MeanOverlap.Generated, 0, 0.5);
        Assert.Equal(0, report.Copying.Generated.OverLimit);
        Assert.Contains("mean of the first nine", report.ToString());
    }

    [Fact]
    public void TooLittleMusicIsRefusedWithASentence()
    {
        var fault = Assert.Throws<InvalidDataException>(() => new GeneratedEvaluation(Codec, 20, 40).Run([], Walks(1, 8), Walks(9, 2)));

        Assert.Contains("At least 4 generated excerpts", fault.Message);
    }

    private static Piece[] Walks(int seed, int count) => [.. Enumerable.Range(seed, count).Select(i => Tunes.Walk($"{i}", i))];
}
