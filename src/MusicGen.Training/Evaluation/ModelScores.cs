using System.Globalization;

namespace MusicGen.Training;

/// <summary>Scores of a model given by path: a checkpoint by its network, a package by each of its forms.</summary>
internal sealed record ModelScores(Vocabulary Vocabulary, IReadOnlyList<(string Name, Score Score)> Columns)
{
    /// <param name="path">Run folder, checkpoint file or package folder.</param>
    /// <param name="pieces">Held-out pieces.</param>
    /// <param name="output">Results beyond the table: agreement of forms.</param>
    /// <param name="error">Progress.</param>
    /// <param name="stop">Asks to stop.</param>
    public static ModelScores Of(string path, IReadOnlyList<Piece> pieces, TextWriter output, TextWriter error, CancellationToken stop)
    {
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"scoring '{path}' on {pieces.Count} pieces"));
        if (IsPackage(path)) return OfPackage(path, pieces, output, error, stop);
        using var network = Checkpoint.ReadNetwork(CheckpointPath(path)).Network;
        return new(network.Vocabulary, [("model", new NetworkScorer(network, CPU).Run(pieces, stop))]);
    }

    /// <summary>Whether a path is a model package rather than a run.</summary>
    public static bool IsPackage(string path) => File.Exists(Path.Combine(path, ModelPackage.ManifestFile));

    /// <summary>The checkpoint file of a run folder (the best, else the last) or the file itself.</summary>
    public static string CheckpointPath(string path)
    {
        if (!Directory.Exists(path)) return path;
        var best = Path.Combine(path, Trainer.BestFile);
        return File.Exists(best) ? best : Path.Combine(path, Trainer.LastFile);
    }

    private static ModelScores OfPackage(string path, IReadOnlyList<Piece> pieces, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var package = ModelPackage.Load(path);
        var columns = new List<(string, Score)>();
        List<int>? reference = null;
        // The most exact form comes last in a package; it is the one the others are held against.
        foreach (var variant in package.Manifest.Variants.Reverse())
        {
            error.WriteLine($"scoring variant {variant.Name}");
            using var model = new PackageRunner(path, package.Manifest, variant.Name);
            var best = new List<int>();
            columns.Insert(0, (variant.Name, new ModelScorer(model).Run(pieces, best, stop)));
            if (reference is null) reference = best;
            else output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{variant.Name} and {package.Manifest.Variants[^1].Name} put the same value first in {best.Zip(reference).Count(b => b.First == b.Second) * 100.0 / best.Count:F2} % of {best.Count} draws"));
        }

        return new(package.Manifest.Vocabulary, columns);
    }
}
