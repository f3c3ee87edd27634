using Xunit.Abstractions;

namespace MusicGen.Training.Tests;

public sealed class OnnxParityTests(ITestOutputHelper output)
{
    [OnnxRuntimeFact]
    public void OneLayerFp32AnswersAsTheReference() => AssertFp32(SyntheticNetwork.Create(layers: 1, hidden: 48));

    [OnnxRuntimeFact]
    public void ThreeResidualLayersInFp32AnswerAsTheReference() =>
        AssertFp32(SyntheticNetwork.Create(layers: 3, hidden: 40, residual: true));

    [OnnxRuntimeFact]
    public void ThreePlainLayersInFp32AnswerAsTheReference() => AssertFp32(SyntheticNetwork.Create(layers: 3, hidden: 40));

    [OnnxRuntimeFact]
    public void ResidualAndPlainNetworksDiffer()
    {
        using var folder = new TemporaryFolder();
        var plain = SyntheticNetwork.Create(layers: 2, hidden: 16);
        var residual = SyntheticNetwork.Create(layers: 2, hidden: 16, residual: true);
        ExportFixture.Export(residual, folder["model"]);
        using var reference = new ReferenceNetwork(plain);
        using var model = new PackageRunner(folder["model"], ModelPackage.Load(folder["model"]).Manifest, "fp32");

        var report = OnnxParity.Compare(reference, model, [SyntheticNetwork.Piece(plain.Vocabulary, 4)]);

        Assert.True(report.LargestDifference > 0.01, $"a difference of {report.LargestDifference}");
    }

    [OnnxRuntimeFact]
    public void Int8StaysCloseAtTheSizeOfShippedModels() => AssertClose("int8", largest: 0.5, bits: 0.02, agreement: 0.97);

    [OnnxRuntimeFact]
    public void Fp16StaysCloseAtTheSizeOfShippedModels() => AssertClose("fp16", largest: 0.25, bits: 0.01, agreement: 0.98);

    [OnnxRuntimeFact]
    public void ZeroWeightsAnswerZeroInEveryVariant()
    {
        using var folder = new TemporaryFolder();
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Metric, instruments: true);
        var arrays = SyntheticNetwork.Arrays(vocabulary, layers: 2, hidden: 16);
        foreach (var (values, _) in arrays.Values) Array.Clear(values);
        ExportFixture.Export(new NetworkWeights(vocabulary, arrays, residual: false), folder["model"]);
        var package = ModelPackage.Load(folder["model"]);

        foreach (var variant in package.Manifest.Variants)
        {
            using var model = new PackageRunner(package.Folder, package.Manifest, variant.Name);
            model.Forward(SyntheticNetwork.Piece(vocabulary, 1).Inputs);
            for (var f = 0; f < vocabulary.OutputFields.Count; f++)
                Assert.All(model.Logits(f, new int[f]).ToArray(), logit => Assert.Equal(0, logit));
        }
    }

    [OnnxRuntimeFact]
    public void SavedStateContinuesAsIfNothingHadHappened()
    {
        using var folder = new TemporaryFolder();
        var weights = SyntheticNetwork.Create(layers: 2, hidden: 16);
        ExportFixture.Export(weights, folder["model"]);
        var package = ModelPackage.Load(folder["model"]);
        var rows = SyntheticNetwork.Piece(weights.Vocabulary, 4).Inputs.Chunk(weights.Vocabulary.InputCount).ToArray();

        foreach (var variant in package.Manifest.Variants)
        {
            using var model = new PackageRunner(package.Folder, package.Manifest, variant.Name);
            model.Forward(rows[0]);
            var state = new float[model.StateLength];
            model.SaveState(state);
            model.Forward(rows[1]);
            var expected = model.Logits(0, []).ToArray();
            model.Reset();
            model.Forward(rows[2]);
            model.LoadState(state);
            model.Forward(rows[1]);
            Assert.Equal(expected, model.Logits(0, []).ToArray());
        }
    }

    [OnnxRuntimeFact]
    public void SteppingAllocatesNothing()
    {
        using var folder = new TemporaryFolder();
        var weights = SyntheticNetwork.Create(layers: 2, hidden: 16);
        ExportFixture.Export(weights, folder["model"]);
        using var model = new PackageRunner(folder["model"], ModelPackage.Load(folder["model"]).Manifest, "int8");
        var row = SyntheticNetwork.Piece(weights.Vocabulary, 1).Inputs;
        var chosen = new int[weights.Vocabulary.OutputFields.Count];

        Assert.Equal(0, Allocation.BytesOf(() => Step(100), () => Step(100)));

        void Step(int count)
        {
            for (var i = 0; i < count; i++)
            {
                model.Forward(row);
                for (var f = 0; f < chosen.Length; f++) model.Logits(f, chosen.AsSpan(0, f));
            }
        }
    }

    private static void AssertFp32(NetworkWeights weights)
    {
        using var folder = new TemporaryFolder();
        ExportFixture.Export(weights, folder["model"], new ExportOptions { Precisions = [NetworkPrecision.Fp32] });
        using var reference = new ReferenceNetwork(weights);
        using var model = new PackageRunner(folder["model"], ModelPackage.Load(folder["model"]).Manifest, "fp32");

        var report = OnnxParity.Compare(reference, model, [SyntheticNetwork.Piece(weights.Vocabulary, 60), SyntheticNetwork.Piece(weights.Vocabulary, 20, seed: 2)]);

        Assert.Equal(80, report.Steps);
        Assert.InRange(report.LargestDifference, 0, PackageExporter.Fp32Tolerance);
        Assert.Equal(1, report.Agreement);
    }

    private void AssertClose(string variant, double largest, double bits, double agreement)
    {
        using var folder = new TemporaryFolder();
        var weights = SyntheticNetwork.Create(layers: 2, hidden: 512);
        var pieces = new[] { SyntheticNetwork.Piece(weights.Vocabulary, 200) };
        var exported = ExportFixture.Export(weights, folder["model"], new ExportOptions { Pieces = pieces });
        output.WriteLine(exported.ToString());
        var measured = Assert.Single(exported.Variants, one => one.Name == variant);

        Assert.InRange(measured.Parity!.LargestDifference, 0, largest);
        Assert.InRange(measured.Parity.BitsPerNote - measured.Parity.ReferenceBitsPerNote, -bits, bits);
        Assert.InRange(measured.Parity.Agreement, agreement, 1);
    }
}
