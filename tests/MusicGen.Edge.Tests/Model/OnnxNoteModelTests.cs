namespace MusicGen.Edge.Tests;

public sealed class OnnxNoteModelTests
{
    private static readonly ModelPackage Package = ModelPackage.Load(Engines.TinyFolder);

    [EngineFact(Needs.Model)]
    public void EveryVariantAnswersTheGoldenVector()
    {
        foreach (var variant in Package.Manifest.Variants)
        {
            using var model = OnnxNoteModel.Open(Package, variant, ProviderChoice.Cpu);
            var golden = Package.Golden;
            foreach (var row in golden.Inputs) model.Forward(row.ToArray());
            for (var field = 0; field < golden.Greedy.Count; field++)
            {
                var found = model.Logits(field, golden.Greedy.ToArray().AsSpan(0, field), GoldenVector.TraitsOf(Package.Vocabulary, field)).ToArray();
                Assert.Equal(golden.Logits[field].Count, found.Length);
                Assert.All(found.Zip(golden.Logits[field]), pair => Assert.InRange(pair.First - pair.Second, -variant.Tolerance, variant.Tolerance));
            }
        }
    }

    [EngineFact(Needs.Model)]
    public void StateSavedAndPutBackGivesTheSameLogitsAgain()
    {
        using var model = Open("fp32");
        var inputs = Package.Golden.Inputs;
        model.Forward(inputs[0].ToArray());
        var state = new float[model.StateLength];
        model.SaveState(state);
        var first = LogitsAfter(model, inputs[1]);
        model.Forward(inputs[2].ToArray());
        model.Forward(inputs[3].ToArray());

        model.LoadState(state);

        Assert.Equal(first, LogitsAfter(model, inputs[1]));
    }

    [EngineFact(Needs.Model)]
    public void ResetGoesBackToTheStateOfTheFirstNote()
    {
        using var model = Open("int8");
        var first = LogitsAfter(model, Package.Golden.Inputs[0]);
        model.Forward(Package.Golden.Inputs[1].ToArray());

        model.Reset();

        Assert.Equal(first, LogitsAfter(model, Package.Golden.Inputs[0]));
    }

    [EngineFact(Needs.Model)]
    public void StateMattersToTheLogits()
    {
        using var model = Open("fp32");
        var first = LogitsAfter(model, Package.Golden.Inputs[0]);

        Assert.NotEqual(first, LogitsAfter(model, Package.Golden.Inputs[0]));
    }

    [EngineFact(Needs.Model)]
    public void StepHeadsAndSnapshotAllocateNothing()
    {
        using var model = Open("int8");
        var inputs = Package.Golden.Inputs[0].ToArray();
        var chosen = Package.Golden.Greedy.ToArray();
        var state = new float[model.StateLength];
        Cycle(model, inputs, chosen, state, 100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Cycle(model, inputs, chosen, state, 2000);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [EngineFact(Needs.Model)]
    public void WrongAnswerToTheGoldenVectorIsRefusedWithASentence()
    {
        using var folder = new TemporaryFolder();
        var package = CopyWithWrongGolden(folder.Root);

        var fault = Assert.Throws<ConfigurationException>(() => ModelOpener.Open(package, ProviderChoice.Cpu, null, _ => { }));

        Assert.Contains("The golden vector's logits within", fault.Message);
        Assert.Contains("found field 'pitch'", fault.Message);
        Assert.Contains("export the model again", fault.Message);
    }

    [EngineFact(Needs.Model)]
    public void GraphThatIsNoneIsRefusedWithASentence()
    {
        using var folder = new TemporaryFolder();
        var package = Copy(folder.Root, files => File.WriteAllText(Path.Combine(files, "step.int8.onnx"), "not a graph"), Package.Golden);

        var fault = Assert.Throws<ConfigurationException>(() => ModelOpener.Open(package, ProviderChoice.Cpu, null, _ => { }));

        Assert.Contains("Graphs that ONNX Runtime", fault.Message);
        Assert.Contains(folder.Root, fault.Message);
    }

    [EngineFact(Needs.Model)]
    public void GraphOfAnotherShapeIsRefusedWithASentence()
    {
        using var folder = new TemporaryFolder();
        var package = Copy(
            folder.Root,
            files => File.Copy(Path.Combine(files, "heads.duration.fp32.onnx"), Path.Combine(files, "heads.pitch.fp32.onnx"), overwrite: true),
            Package.Golden);

        var fault = Assert.Throws<ConfigurationException>(() => ModelOpener.Open(package, ProviderChoice.Cpu, null, _ => { }));

        Assert.Contains("Tensor 'chosen' of Int64 (1, 1) expected in", fault.Message);
    }

    [EngineFact(Needs.Model)]
    public void UnknownVariantSaysWhichThereAre()
    {
        var fault = Assert.Throws<UsageException>(() => ModelOpener.Open(Package, ProviderChoice.Cpu, "fp8", _ => { }));

        Assert.Contains("found 'fp8'; there are: int8, fp32", fault.Message);
    }

    [EngineFact(Needs.Model)]
    public void AutomaticChoiceFallsBackToTheProcessorAndSaysWhatItChose()
    {
        var log = new List<string>();

        using var model = (OnnxNoteModel)ModelOpener.Open(Package, ProviderChoice.Auto, null, log.Add);

        Assert.Contains(log, line => line.StartsWith($"model tiny: {model.Variant.Name} on {model.Provider.ToString().ToLowerInvariant()}, ONNX Runtime"));
    }

    private static OnnxNoteModel Open(string variant) =>
        OnnxNoteModel.Open(Package, Package.Manifest.Variants.Single(v => v.Name == variant), ProviderChoice.Cpu);

    private static float[] LogitsAfter(OnnxNoteModel model, IReadOnlyList<int> inputs)
    {
        model.Forward(inputs.ToArray());
        return model.Logits(1, Package.Golden.Greedy.ToArray().AsSpan(0, 1)).ToArray();
    }

    private static void Cycle(OnnxNoteModel model, int[] inputs, int[] chosen, float[] state, int notes)
    {
        for (var note = 0; note < notes; note++)
        {
            model.SaveState(state);
            model.Forward(inputs);
            for (var field = 0; field < chosen.Length; field++) model.Logits(field, chosen.AsSpan(0, field));
            if (note % 10 == 9) model.LoadState(state);
        }
    }

    private static ModelPackage CopyWithWrongGolden(string folder)
    {
        var golden = Package.Golden;
        var logits = golden.Logits.Select(l => l.ToArray()).ToArray();
        logits[1][60] += 5;
        return Copy(folder, _ => { }, new GoldenVector { Inputs = golden.Inputs, Logits = logits, Greedy = golden.Greedy });
    }

    private static ModelPackage Copy(string folder, Action<string> change, GoldenVector golden)
    {
        var copy = Directory.CreateDirectory(Path.Combine(folder, "tiny")).FullName;
        foreach (var file in Directory.GetFiles(Engines.TinyFolder)) File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        change(copy);
        return ModelPackage.Write(copy, Package.Manifest, golden);
    }
}
