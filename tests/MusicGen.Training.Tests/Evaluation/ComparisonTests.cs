namespace MusicGen.Training.Tests;

[Collection(TorchCollection.Name)]
public sealed class ComparisonTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("musicgen-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LibTorchFact]
    public void EveryRecipeLearnsAndStandsInTheTableBesideItsFloors()
    {
        var data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(data);
        DatasetFile.Write(Path.Combine(data, DatasetFile.FileName), new("scales", "CC0", "nobody"),
            [.. Enumerable.Range(0, 10).Select(i => new DatasetPiece(Tunes.Scale($"{i}", i % 3), i < 6 ? Split.Train : i < 8 ? Split.Validation : Split.Test, i))]);
        var recipes = RecipeOptions.All.Values.Select(recipe => recipe with
        {
            Layers = 1,
            HiddenSize = 24,
            EmbeddingSize = 8,
            HeadSize = 16,
            BatchSize = 4,
            SequenceLength = Math.Min(16, recipe.SequenceLength),
            LearningRate = 2e-2,
            WarmUpIterations = 5,
        }).ToList();
        var budget = new TrainOptions { OutFolder = Path.Combine(_folder, "runs"), Iterations = 30, Threads = 1, CheckpointIterations = 1000 };

        var table = new Comparison(Dataset.Open([data]), budget, [1], TextWriter.Null).Run(recipes, "test", CancellationToken.None);

        foreach (var recipe in recipes) Assert.Contains(recipe.Name, table, StringComparison.Ordinal);
        Assert.Contains("markov-4", table, StringComparison.Ordinal);
        Assert.Contains("pitch class of 12", table, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", table, StringComparison.Ordinal);
        // A scale that always goes up and down is far from chance after this little.
        using var network = Checkpoint.ReadNetwork(Path.Combine(budget.OutFolder, "pitch-step-duration-1", Trainer.BestFile)).Network;
        var score = new NetworkScorer(network, CPU).Run(Dataset.Open([data]).Pieces(Split.Test));
        Assert.InRange(score.FieldBitsPerNote(1), 0, 5);
        Assert.InRange(score.BitsPerNote, 0, 17);
        foreach (var recipe in recipes)
        {
            using var model = ModelOpener.Open(Path.Combine(budget.OutFolder, recipe.Name + "-1"));
            var piece = PieceGenerator.Generate(model, new ComposerOptions(), recipe.Name, 1, 4, Tunes.Scale("seed"));
            Assert.True(piece.Notes.Count > 100, recipe.Name);
            Assert.All(piece.Notes, note => Assert.InRange(note.DurationTicks, 1, 40_000));
        }
    }
}
