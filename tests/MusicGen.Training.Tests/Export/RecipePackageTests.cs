namespace MusicGen.Training.Tests;

[Collection(TorchCollection.Name)]
public sealed class RecipePackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [LibTorchFact]
    public void EveryRecipeBecomesAPackageThatAnswersAsTheNetworkDoesAndComposes()
    {
        if (OnnxRuntimeFactAttribute.Reason is not null) return;
        Piece[] pieces = [Tunes.Walk("a", 1), Tunes.Walk("b", 2), Tunes.Walk("c", 3)];
        foreach (var recipe in Recipes(pieces))
        {
            var name = recipe.Name + (recipe.IsMended ? "-mended" : "");
            var representation = Representation.Of(recipe);
            using var network = new NoteNetwork(recipe, representation.Vocabulary);
            double[] widths = [.. representation.Vocabulary.OutputFields.Select((_, f) => representation.OutputScale(f).Scale / 3)];
            using var trained = new TorchNoteModel(network, widths);
            var golden = OnnxParity.GoldenOf(trained, HeldOutSteps.Golden(pieces[0], representation.Vocabulary));
            var options = new ExportOptions
            {
                Precisions = [NetworkPrecision.Int8, NetworkPrecision.Fp16, NetworkPrecision.Fp32],
                Pieces = [HeldOutSteps.Of(representation.Encode(pieces[1], Reading.Plain), representation.Vocabulary)],
            };

            var report = new PackageExporter(CheckpointWeights.Of(network, recipe, widths), golden, ExportFixture.Description, options).Export(_folder[name]);

            Assert.All(report.Variants, variant => Assert.InRange(variant.Parity!.Agreement, 0.9, 1));
            Assert.Equal(representation is NoteRepresentation ? 3 : 2, report.Package.Manifest.FormatVersion);
            using var model = new PackageRunner(_folder[name], report.Package.Manifest, "fp32");
            var fromNetwork = PieceGenerator.Generate(trained, new ComposerOptions(), name, 1, 5, pieces[2]);
            var fromPackage = PieceGenerator.Generate(model, new ComposerOptions(), name, 1, 5, pieces[2]);
            Assert.Equal(fromNetwork.Notes, fromPackage.Notes);
            Assert.True(fromPackage.Notes.Count > 100, $"{name}: {fromPackage.Notes.Count}");
            Assert.Equal(new ModelScorer(model).Run([pieces[1]], []).BitsPerNote, new NetworkScorer(network, CPU) { ErrorWidths = widths }.Run([pieces[1]]).BitsPerNote, 0.2);
        }
    }

    [Fact]
    public void ScoresOfANumberAreHighestAtItAndWiderBinsCountMore()
    {
        var representation = Representation.Of(RowVocabularies.Steps(hasVelocity: false));
        var number = new NumberField(representation, 1, 5);
        var (scale, offset) = representation.OutputScale(1);

        var logits = number.Logits((float)((20 - offset) / scale));

        Assert.Equal(20, Array.IndexOf(logits, logits.Max()));
        Assert.Equal(logits[20] - 2, logits[30], 3);
        Assert.Equal(Math.Log(2), number.Room[60], 3);
    }

    private static IEnumerable<RecipeOptions> Recipes(Piece[] pieces)
    {
        foreach (var recipe in RecipeOptions.All.Values)
        {
            var small = recipe with
            {
                Layers = Math.Min(2, recipe.Layers),
                HiddenSize = 24,
                EmbeddingSize = 8,
                HeadSize = 16,
                JointClasses = JointRepresentation.Collect([.. pieces, .. pieces, .. pieces, .. pieces]),
            };
            yield return small;
            if (recipe.Representation is RepresentationNames.Steps or RepresentationNames.Classes or RepresentationNames.Joint or RepresentationNames.Roll)
                yield return small with { IsMended = true, ConditionsFields = true };
        }
    }
}
