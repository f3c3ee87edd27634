namespace MusicGen.Training.Tests;

[Collection(TorchCollection.Name)]
public sealed class TrainerTests : IDisposable
{
    private static readonly RecipeOptions Tiny = RecipeOptions.All["note"] with
    {
        Layers = 1,
        HiddenSize = 48,
        EmbeddingSize = 12,
        HeadSize = 32,
        BatchSize = 4,
        SequenceLength = 16,
        Dropout = 0.1,
        LearningRate = 1e-2,
        WarmUpIterations = 5,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("musicgen-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LibTorchFact]
    public void AScaleIsLearned()
    {
        var progress = Train("scale", iterations: 150);

        // Chance is over 24 bits; what remains after this little training is far below half of it.
        Assert.InRange(progress.BestBits, 0, 8);
        Assert.StartsWith("<svg", File.ReadAllText(Path.Combine(_folder, "scale", "loss.svg")), StringComparison.Ordinal);
        Assert.True(File.ReadLines(Path.Combine(_folder, "scale", "loss.csv")).Count() > 15);
    }

    [LibTorchFact]
    public void ARunCutInTheMiddleEndsWhereAnUncutOneDoes()
    {
        Train("whole", iterations: 30);
        Train("cut", iterations: 30, stopAt: 12);
        Train("cut", iterations: 30);

        Assert.Equal(Weights("whole"), Weights("cut"));
    }

    [LibTorchFact]
    public void TheSameSeedGivesTheSameModelAndAnotherSeedAnother()
    {
        Train("one", iterations: 10);
        Train("same", iterations: 10);
        Train("other", iterations: 10, seed: 2);

        Assert.Equal(Weights("one"), Weights("same"));
        Assert.NotEqual(Weights("one"), Weights("other"));
    }

    [LibTorchFact]
    public void MixedPrecisionLearnsAsWellAndIsLeftBehind()
    {
        // A scale that comes again is soon known by heart where matches and traits tell it: what is left of the bits would be chance.
        var recipe = Tiny with { HiddenSize = 64, Dropout = 0, MatchMemory = false, KeyboardMemory = false };
        var full = Train("full", iterations: 60, recipe: recipe);
        var mixed = Train("mixed", iterations: 60, recipe: recipe, mixed: true);

        Assert.InRange(mixed.BestBits, 0.9 * full.BestBits, 1.1 * full.BestBits);
        Assert.Equal("highest", get_float32_matmul_precision());
        Assert.Equal(["float32"], full.Precisions);
        Assert.Equal([cpu.is_amx_tile_supported() ? "bfloat16" : "float32"], mixed.Precisions);
    }

    [LibTorchFact]
    public void WhatIsCountedIsNamed()
    {
        Train("notes", iterations: 2);
        Train("chords", iterations: 20, recipe: RecipeOptions.All["joint"] with { Layers = 1, HiddenSize = 32, EmbeddingSize = 8 });

        Assert.Equal("note", RunCurves.Read(Path.Combine(_folder, "notes")).Unit);
        var chords = RunCurves.Read(Path.Combine(_folder, "chords"));
        Assert.Equal("row", chords.Unit);
        Assert.True(chords.Iterations > 0);
        Assert.Contains(chords.Loss[0].Points.Concat(chords.Loss[^1].Points), point => point.X > 0 && point.Y > 0);
        Assert.Contains("bits per row", File.ReadAllText(Path.Combine(_folder, "chords", LossLog.PlotFile)), StringComparison.Ordinal);
    }

    [LibTorchFact]
    public void ARunIsNotResumedWithOtherSettingsOrOtherData()
    {
        Train("run", iterations: 2);

        var settings = Assert.Throws<InvalidDataException>(() => Train("run", iterations: 4, recipe: Tiny with { Dropout = 0.2 }));
        Assert.Contains("other recipe settings", settings.Message);
    }

    private RunProgress Train(string name, long iterations, int stopAt = 0, long seed = 1, RecipeOptions? recipe = null, bool mixed = false)
    {
        using var stop = new CancellationTokenSource();
        using var log = new StoppingLog(stop, stopAt);
        var data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(data);
        DatasetFile.Write(Path.Combine(data, DatasetFile.FileName), new("s", "l", "c"),
            [.. Enumerable.Range(0, 6).Select(i => new DatasetPiece(Tunes.Scale($"{i}", i), i < 5 ? Split.Train : Split.Validation, i))]);
        var options = new TrainOptions
        {
            OutFolder = Path.Combine(_folder, name),
            Iterations = iterations,
            RandomSeed = seed,
            Threads = 1,
            IsMixedPrecision = mixed,
            CheckpointIterations = 6,
        };
        try
        {
            return new Trainer(options, recipe ?? Tiny, Dataset.Open([data]), log).Run("test", stop.Token);
        }
        catch (OperationCanceledException) when (stopAt > 0)
        {
            return Checkpoint.ReadHeader(Path.Combine(_folder, name, Trainer.LastFile)).Progress;
        }
    }

    private float[] Weights(string run)
    {
        using var network = Checkpoint.ReadNetwork(Path.Combine(_folder, run, Trainer.LastFile)).Network;
        return [.. network.state_dict().Values.SelectMany(t => t.data<float>().ToArray())];
    }

    /// <summary>Asks the run to stop when it reports the validation of an iteration.</summary>
    private sealed class StoppingLog(CancellationTokenSource stop, int iteration) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            if (iteration > 0 && value is not null && value.Contains($"iteration {iteration}:", StringComparison.Ordinal)) stop.Cancel();
            base.WriteLine(value);
        }
    }
}
