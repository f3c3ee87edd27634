using System.Text.Json.Nodes;

namespace MusicGen.Core.Tests;

public sealed class ModelPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsWrittenIsRead()
    {
        var written = WritePackage();

        var read = ModelPackage.Load(_folder.Path);

        Assert.Equal("tiny", read.Manifest.Name);
        Assert.Equal(TimeBase.Performed, read.Manifest.TimeBase);
        Assert.Equal(written.Vocabulary.Hash, read.Vocabulary.Hash);
        Assert.Equal(3, read.Codec.VelocityField);
        Assert.Equal(0.9, read.Manifest.Sampling.Temperature["pitch"]);
        Assert.Equal("int8", read.VariantFor("cpu")!.Name);
        Assert.Null(read.VariantFor("gpu"));
        Assert.Equal(Golden(written.Vocabulary).Logits.SelectMany(l => l), read.Golden.Logits.SelectMany(l => l));
        Assert.True(File.Exists(read.PathOf(read.VariantFor("cpu")!.Step)));
        Assert.Equal(["card.md", "golden.json", "heads.bin", "step.onnx"], read.Manifest.Sha256.Keys);
    }

    [Fact]
    public void ManifestKeysAreCamelCaseAndEnumsAreNames()
    {
        WritePackage();

        var json = JsonNode.Parse(File.ReadAllText(_folder["manifest.json"]))!;

        Assert.Equal("Performed", (string?)json["timeBase"]);
        Assert.Equal(ModelManifest.CurrentFormatVersion, (int?)json["formatVersion"]);
        Assert.Equal("shift", (string?)json["outputFields"]![0]!["name"]);
        Assert.Equal(2.5, (double?)json["metrics"]!["bits_per_note"]);
        Assert.Null(json["vocabulary"]);
    }

    [Fact]
    public void TrainingRunsAreReadWhereThePackageHasThem()
    {
        Assert.Null(WritePackage().Grams);
        File.WriteAllText(_folder[ModelPackage.GramsFile], "of something else");
        Assert.Null(ModelPackage.Load(_folder.Path).Grams);

        TrainingGrams.Of([[1, 2, 3, 4, 5, 6, 7, 8]])!.Write(_folder[ModelPackage.GramsFile]);
        Assert.Equal(1, WritePackage().Grams!.Count);

        File.WriteAllText(_folder[ModelPackage.GramsFile], "of something else");
        AssertRefused("SHA-256", "grams.bin");
    }

    [Fact]
    public void MissingFolderIsRefused() =>
        AssertRefused(() => ModelPackage.Load(_folder["nowhere"]), "no such folder");

    [Fact]
    public void MissingManifestIsRefused() => AssertRefused("'manifest.json' expected", "found none", "copy or export");

    [Fact]
    public void NewerFormatVersionIsRefusedBeforeItsUnknownKeys()
    {
        WritePackage();
        Change(m => { m["formatVersion"] = 4; m["novelty"] = true; });

        AssertRefused("Format version 1 to 3 expected", "found 4", "update this program");
    }

    [Fact]
    public void TraitsAreReadAndOthersThanThisProgramsAreRefused()
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Performed, keyboard: true);
        WritePackage();
        ModelPackage.Write(_folder.Path, Manifest(vocabulary) with { Traits = vocabulary.Traits }, Golden(vocabulary));

        var package = ModelPackage.Load(_folder.Path);

        Assert.Equal(KeyboardMemory.Traits, package.Vocabulary.Traits);
        Assert.Equal(vocabulary.Hash, package.Vocabulary.Hash);
        Assert.NotEqual(NoteCodec.CreateVocabulary(TimeBase.Performed).Hash, vocabulary.Hash);
        Change(m => m["traits"]![1]!["size"] = 7);
        AssertRefused("'key.end' of pitch with 24 tokens", "'key.end' of pitch with 7 tokens", "update this program");
        WritePackage();
        Change(m => m.AsObject().Remove("traits"));
        Assert.Empty(ModelPackage.Load(_folder.Path).Vocabulary.Traits);
    }

    [Fact]
    public void FormatVersionThatIsNoNumberIsRefused()
    {
        WritePackage();
        Change(m => m["formatVersion"] = "one");

        AssertRefused("manifest.json");
    }

    [Fact]
    public void UnknownKeyIsRefusedByName()
    {
        WritePackage();
        Change(m => m["temprature"] = 1);

        AssertRefused("temprature", "manifest.json");
    }

    [Fact]
    public void MissingKeyIsRefusedByName()
    {
        WritePackage();
        Change(m => m.AsObject().Remove("hiddenSize"));

        AssertRefused("hiddenSize", "manifest.json");
    }

    [Fact]
    public void BadJsonIsRefused()
    {
        WritePackage();
        File.WriteAllText(_folder["manifest.json"], "{ \"formatVersion\": 1, ");

        AssertRefused("JSON expected", "manifest.json");
    }

    [Fact]
    public void VocabularyHashOfAnotherNoteCodeIsRefused()
    {
        WritePackage();
        Change(m => m["vocabularyHash"] = "0123");

        AssertRefused("Vocabulary hash", "found 0123", "export it again");
    }

    [Fact]
    public void FieldOfUnknownSizeIsRefused()
    {
        WritePackage();
        Change(m => m["outputFields"]![1]!["size"] = 88);

        AssertRefused("'pitch' with 128 values", "found 88 values", "manifest.json");
    }

    [Fact]
    public void UnknownContextFieldIsRefused()
    {
        WritePackage();
        Change(m => m["contextFields"]![0]!["name"] = "mood");

        AssertRefused("'mood'", "update this program");
    }

    [Fact]
    public void MissingFileIsRefused()
    {
        WritePackage();
        File.Delete(_folder["step.onnx"]);

        AssertRefused("'step.onnx' expected", "found none");
    }

    [Fact]
    public void ChangedFileIsRefused()
    {
        WritePackage();
        File.AppendAllText(_folder["step.onnx"], "x");

        AssertRefused("SHA-256", "step.onnx", "damaged");
    }

    [Fact]
    public void FileOutsideTheFolderIsRefused()
    {
        WritePackage();
        Change(m => m["sha256"]!["../step.onnx"] = "00");

        AssertRefused("plain file names", "../step.onnx");
    }

    [Fact]
    public void VariantWithTooFewHeadsIsRefused()
    {
        WritePackage();
        Change(m => m["variants"]![0]!["heads"]!.AsArray().RemoveAt(0));

        AssertRefused("4 heads", "'int8'", "found 3");
    }

    [Fact]
    public void NullAmongVariantsIsRefused()
    {
        WritePackage();
        Change(m => m["variants"]![0] = null);

        AssertRefused("null among them");
    }

    [Fact]
    public void GoldenVectorOfAnotherShapeIsRefused()
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Performed);
        var golden = Golden(vocabulary);
        var wrong = new GoldenVector { Inputs = golden.Inputs, Greedy = golden.Greedy, Logits = [.. golden.Logits.Skip(1)] };

        AssertRefused(() => WritePackage(wrong), "logits of 4 fields", "found 3", "golden.json");
    }

    [Fact]
    public void GoldenInputOutsideItsFieldIsRefused()
    {
        var golden = Golden(NoteCodec.CreateVocabulary(TimeBase.Performed));
        var wrong = new GoldenVector { Inputs = [[9999, 0, 0, 0, 0, 0, 0, 0]], Greedy = golden.Greedy, Logits = golden.Logits };

        AssertRefused(() => WritePackage(wrong), "as input 0", "found 9999");
    }

    private void AssertRefused(params string[] parts) => AssertRefused(() => ModelPackage.Load(_folder.Path), parts);

    private static void AssertRefused(Func<ModelPackage> load, params string[] parts)
    {
        var refusal = Assert.Throws<InvalidDataException>(load);
        foreach (var part in parts) Assert.Contains(part, refusal.Message, StringComparison.Ordinal);
    }

    private void Change(Action<JsonNode> change)
    {
        var json = JsonNode.Parse(File.ReadAllText(_folder["manifest.json"]))!;
        change(json);
        File.WriteAllText(_folder["manifest.json"], json.ToJsonString());
    }

    private ModelPackage WritePackage(GoldenVector? golden = null)
    {
        File.WriteAllText(_folder["step.onnx"], "step");
        File.WriteAllText(_folder["heads.bin"], "heads");
        File.WriteAllText(_folder["card.md"], "card");
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Performed);
        return ModelPackage.Write(_folder.Path, Manifest(vocabulary), golden ?? Golden(vocabulary));
    }

    private static GoldenVector Golden(Vocabulary vocabulary)
    {
        var random = new Random(1);
        return new GoldenVector
        {
            Inputs = [[.. vocabulary.OutputFields.Select(f => f.Size), 0, 0, 0, 0]],
            Logits = [.. vocabulary.OutputFields.Select(f => Enumerable.Range(0, f.Size).Select(_ => random.NextSingle()).ToArray())],
            Greedy = [0, 60, 3, 5],
        };
    }

    private static ModelManifest Manifest(Vocabulary vocabulary) => new()
    {
        FormatVersion = ModelManifest.CurrentFormatVersion,
        Name = "tiny",
        Description = "A package of a test.",
        Recipe = "note",
        TimeBase = vocabulary.TimeBase,
        OutputFields = vocabulary.OutputFields,
        ContextFields = vocabulary.ContextFields,
        VocabularyHash = vocabulary.Hash,
        Layers = 1,
        HiddenSize = 8,
        EmbeddingSize = 8,
        HeadSize = 8,
        Variants =
        [
            new ModelVariant
            {
                Name = "int8", Device = "cpu", Step = "step.onnx", StateType = "float32", Tolerance = 0.1,
                Heads = ["heads.bin", "heads.bin", "heads.bin", "heads.bin"],
            },
        ],
        Sampling = new SamplingDefaults { Temperature = new Dictionary<string, double> { ["pitch"] = 0.9 } },
        Training = new TrainingRecord
        {
            Sources = [new TrainingSource("set", "CC0-1.0", "nobody")],
            DatasetHash = "00",
            PieceCount = 1,
            NoteCount = 2,
            RandomSeed = 3,
            Iterations = 4,
            Command = "train",
            Licence = "CC0-1.0",
        },
        Metrics = new Dictionary<string, double> { ["bits_per_note"] = 2.5 },
        Sha256 = new Dictionary<string, string>(),
    };
}
