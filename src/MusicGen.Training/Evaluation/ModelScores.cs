using System.Globalization;

namespace MusicGen.Training;

/// <summary>Scores of a model given by path: a checkpoint by its network, a package by each form that runs here.</summary>
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
        using var network = Checkpoint.ReadNetwork(CheckpointPath(path)).Network;
        return new(network.Vocabulary, [("model", new NetworkScorer(network, CPU).Run(pieces, stop))]);
    }

    /// <summary>The checkpoint file of a run folder (the best, else the last) or the file itself.</summary>
    public static string CheckpointPath(string path)
    {
        if (!Directory.Exists(path)) return path;
        var best = Path.Combine(path, Trainer.BestFile);
        return File.Exists(best) ? best : Path.Combine(path, Trainer.LastFile);
    }
}
