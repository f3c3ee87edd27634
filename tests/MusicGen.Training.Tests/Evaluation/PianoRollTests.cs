namespace MusicGen.Training.Tests;

[Collection(TorchCollection.Name)]
public sealed class PianoRollTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void APieceIsCutIntoTwentyStepsASecondAndComesBack()
    {
        var piece = new Piece("p", [new Note(0, 500, 60, 80), new Note(250, 50, 64, 80), new Note(1000, 100, 60, 80)], PieceTempo.Performed);

        var roll = RollSet.Of(piece);

        Assert.Equal(22, roll.Length);
        Assert.Equal([39], roll[0]);
        Assert.Equal([39, 43], roll[5]);
        Assert.Empty(roll[15]);
        var set = new RollSet("s", [roll], [roll], [roll]) { StepTicks = 50, PromptSteps = 8 };
        Assert.Equal(piece.Notes, set.ToPiece("p", roll).Notes);
    }

    [Fact]
    public void FloorsAreWhatTheyAreOnPaper()
    {
        int[][] steady = [[3], [3], [3], [3], [3]];
        int[][] empty = [[], [], [], [], []];

        // Half of all steps: (4 + 0.5) / (8 + 1) = ½ for one key, next to nothing for the 87 others.
        Assert.Equal(Math.Log(2) - 87 * Math.Log(1 - 0.5 / 9), RollBaselines.Independent([steady, empty], [steady]), 6);
        Assert.Equal(-Math.Log(0.9) - 87 * Math.Log(1 - 0.5 / 9), RollBaselines.OwnLast([steady, empty], [steady]), 6);
    }

    [Fact]
    public void AFileWithOtherPitchesIsRefused()
    {
        var path = _folder["rolls.json"];
        File.WriteAllText(path, """{"train":[[[60],[200]]],"valid":[],"test":[]}""");

        Assert.Contains("found 200", Assert.Throws<InvalidDataException>(() => RollSet.Load(path)).Message, StringComparison.Ordinal);
    }

    [LibTorchFact]
    public void BothNetworksLearnAndPaddingCountsNowhere()
    {
        int[][] Tune(int length, int from) => [.. Enumerable.Range(0, length).Select(step => new[] { 30 + (from + step) % 4 * 2, 50 })];
        var set = new RollSet("tunes", [Tune(40, 0), Tune(25, 1), Tune(33, 2)], [Tune(20, 0), Tune(9, 3)], [Tune(30, 1), Tune(12, 2)]) { StepTicks = 500, PromptSteps = 8 };
        foreach (var hasAttention in new[] { false, true })
        {
            var options = new RollOptions { HasAttention = hasAttention, HiddenSize = 24, Epochs = 100, Patience = 100, LearningRate = 1e-2, Dropout = 0, SequenceLength = 16, BatchSize = 1 };
            using var trainer = new RollTrainer(set, options, TextWriter.Null);
            var alone = trainer.Score([set.Test[0]]) * 29 + trainer.Score([set.Test[1]]) * 11;

            Assert.Equal(alone / 40, trainer.Score(set.Test), 3);
            Assert.InRange(trainer.Score(set.Test), 7, 15);
            trainer.Run(CancellationToken.None);
            Assert.InRange(trainer.Score(set.Test), 0, 1.5);
            var made = RollComposer.GoOn(trainer.Network, options, set.Test[0][..8], 30, 1);
            Assert.Equal(set.Test[0][..8], made[..8]);
            Assert.InRange(made.Average(step => step.Length), 1.5, 2.5);
        }
    }
}
