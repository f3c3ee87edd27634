namespace MusicGen.Training.Tests;

/// <summary>What the export tests share: descriptions, golden vectors, and a package exported to a temporary folder.</summary>
internal static class ExportFixture
{
    public static PackageDescription Description { get; } = new()
    {
        Description = "Random weights for tests.",
        Recipe = "note",
        Training = new TrainingRecord
        {
            Sources = [new TrainingSource("none", "CC0-1.0", "nobody")],
            DatasetHash = "",
            PieceCount = 0,
            NoteCount = 0,
            RandomSeed = 1,
            Iterations = 0,
            Command = "",
            Licence = "CC0-1.0",
        },
    };

    /// <summary>The reference's answers after a few steps.</summary>
    public static GoldenVector Golden(NetworkWeights weights, int steps = 24)
    {
        var inputs = weights.Vocabulary.InputCount;
        var piece = SyntheticNetwork.Piece(weights.Vocabulary, steps);
        using var reference = new ReferenceNetwork(weights);
        return OnnxParity.GoldenOf(reference, [.. piece.Inputs.Chunk(inputs)]);
    }

    public static ExportReport Export(NetworkWeights weights, string folder, ExportOptions? options = null) =>
        new PackageExporter(weights, Golden(weights), Description, options ?? new ExportOptions()).Export(folder);
}
