namespace MusicGen.Training.Tests;

/// <summary>The note recipe with bars, several instruments and drums, from training to a package that plays.</summary>
[Collection(TorchCollection.Name)]
public sealed class EnsembleTests : IDisposable
{
    private static readonly RecipeOptions Tiny = RecipeOptions.All["note"] with
    {
        TimeBase = TimeBase.Metric,
        Instruments = true,
        Layers = 1,
        HiddenSize = 48,
        EmbeddingSize = 8,
        HeadSize = 32,
        BatchSize = 4,
        SequenceLength = 24,
        LearningRate = 2e-2,
        WarmUpIterations = 5,
        Dropout = 0,
        TransposeSemitones = 0,
        VelocityShift = 0,
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("musicgen-test").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [LibTorchFact]
    public void ABandIsLearnedExportedAndPlaysItsInstruments()
    {
        var data = Path.Combine(_folder, "data");
        Directory.CreateDirectory(data);
        DatasetFile.Write(Path.Combine(data, DatasetFile.FileName), new("band", "CC0", "nobody"),
            [.. Enumerable.Range(0, 8).Select(i => new DatasetPiece(Tunes.Band($"{i}", i % 5), i < 6 ? Split.Train : i < 7 ? Split.Validation : Split.Test, i))]);
        var dataset = Dataset.Open([data]);
        var run = new TrainOptions { OutFolder = Path.Combine(_folder, "run"), Iterations = 120, Threads = 1, CheckpointIterations = 1000 };
        var progress = new Trainer(run, Tiny, dataset, TextWriter.Null).Run("test", CancellationToken.None);
        Assert.InRange(progress.BestBits, 0, 6);

        var package = Export(Path.Combine(run.OutFolder, Trainer.BestFile), dataset);

        Assert.Equal(73, package.Manifest.FamilyPrograms[9]);
        Assert.Equal(90, package.Manifest.Bpm);
        using var model = new PackageRunner(package.Folder, package.Manifest, "int8");
        var composer = new Composer(model, ModelOpener.Habits(package.Folder) with { MinimumPieceNotes = 200 }, new RandomSource(1));
        var notes = new List<Note>();
        while (notes.Count < 200 && composer.TryNext(out var note)) notes.Add(note);
        Assert.True(notes.Count(n => n.IsDrum) > 30);
        Assert.True(notes.Count(n => !n.IsDrum && n.Program == 73) > 15);
        Assert.True(notes.Count(n => !n.IsDrum && n.Program == 33) > 15);
        Assert.Equal(3, notes.Select(n => n.Channel).Distinct().Count());
    }

    [LibTorchFact]
    public void AddedInputsAndAnchorsBeginWithoutEffect() =>
        BeginsAs(Tiny with { KeyControl = false, CollectionControl = false, PitchMemory = false, SoundingMemory = false, MatchMemory = false, KeyboardMemory = false });

    [LibTorchFact]
    public void InputsAndAnchorsAddedToOthersBeginWithoutEffect() => BeginsAs(Tiny with { MatchMemory = false, KeyboardMemory = false });

    [LibTorchFact]
    public void AddedTraitsBeginWithoutEffect() => BeginsAs(Tiny with { KeyboardMemory = false });

    [LibTorchFact]
    public void AddedUnitsBeginWithoutEffect() =>
        BeginsAs(Tiny with { HiddenSize = Tiny.HiddenSize - 8, EmbeddingSize = Tiny.EmbeddingSize - 4, HeadSize = Tiny.HeadSize - 8, KeyControl = false, MatchMemory = false, KeyboardMemory = false });

    [LibTorchFact]
    public void SmallerSizesAreRefused() => IsRefused(Tiny with { HeadSize = Tiny.HeadSize - 8 }, "give no smaller sizes together with --from");

    [LibTorchFact]
    public void OtherNumbersOfLayersAreRefused()
    {
        IsRefused(Tiny with { Layers = Tiny.Layers + 1 }, "give no --layers together with --from");
        using var trained = new NoteNetwork(Tiny with { Layers = Tiny.Layers + 1 }, Tiny.CreateVocabulary());
        using var target = new NoteNetwork(Tiny, Tiny.CreateVocabulary());
        Assert.Throws<InvalidDataException>(() => WarmStart.Copy(trained, target));
    }

    private static void IsRefused(RecipeOptions wanted, string advice)
    {
        using var trained = new NoteNetwork(Tiny, Tiny.CreateVocabulary());
        using var target = new NoteNetwork(wanted, wanted.CreateVocabulary());

        var error = Assert.Throws<InvalidDataException>(() => WarmStart.Copy(trained, target));

        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
    }

    private static void BeginsAs(RecipeOptions old)
    {
        using var trained = new NoteNetwork(old, old.CreateVocabulary());
        using var grown = new NoteNetwork(Tiny, Tiny.CreateVocabulary());

        WarmStart.Copy(trained, grown);

        var pieces = new[] { Tunes.Band("b", 2) };
        Assert.Equal(new NetworkScorer(trained, CPU).Run(pieces).BitsPerNote, new NetworkScorer(grown, CPU).Run(pieces).BitsPerNote, 1e-4);
    }

    private ModelPackage Export(string checkpoint, Dataset dataset)
    {
        var (header, network) = Checkpoint.ReadNetwork(checkpoint);
        using var model = new TorchNoteModel(network);
        var held = dataset.Pieces(Split.Test)[0];
        var golden = OnnxParity.GoldenOf(model, HeldOutSteps.Golden(held, network.Vocabulary));
        var description = new PackageDescription
        {
            Description = "A band.",
            Recipe = header.Recipe.Name,
            FamilyPrograms = DataHabits.FamilyPrograms(dataset.Pieces(Split.Train)),
            Bpm = DataHabits.Bpm(dataset.Pieces(Split.Train)),
            Training = new TrainingRecord
            {
                Sources = [],
                DatasetHash = dataset.Hash,
                PieceCount = 6,
                NoteCount = 1,
                RandomSeed = 1,
                Iterations = 1,
                Command = "test",
                Licence = "CC0",
            },
        };
        return new PackageExporter(CheckpointWeights.Of(network, header.Recipe), golden, description, new ExportOptions { Precisions = [NetworkPrecision.Int8] })
            .Export(Path.Combine(_folder, "band")).Package;
    }
}
