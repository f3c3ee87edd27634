using System.Globalization;

namespace MusicGen.Training;

/// <summary>
/// <c>compare</c>: trains recipes (or takes runs that are there) on one split under one budget with several seeds, and scores them on the same held-out
/// pieces beside the baselines.
/// </summary>
internal sealed class Comparison(Dataset dataset, TrainOptions budget, IReadOnlyList<long> seeds, TextWriter log)
{
    private readonly IReadOnlyList<Piece> _train = dataset.Pieces(Split.Train), _validation = dataset.Pieces(Split.Validation), _test = dataset.Pieces(Split.Test);

    /// <summary>Trains and scores.</summary>
    /// <param name="recipes">What to compare.</param>
    /// <param name="command">The command line, for the runs' records.</param>
    /// <param name="stop">Asks to stop; runs go on from their checkpoints the next time.</param>
    public string Run(IReadOnlyList<RecipeOptions> recipes, string command, CancellationToken stop)
    {
        if (_test.Count == 0 || _validation.Count == 0) throw new InvalidDataException("Pieces in the validation and test splits expected, but the dataset has none; prepare more works.");
        var models = recipes.Select(recipe => Measure(recipe, command, stop)).ToList();
        log.WriteLine("counting baselines");
        return ComparisonTable.Format(models, _train, _test, seeds.Count, budget);
    }

    private ComparedModel Measure(RecipeOptions recipe, string command, CancellationToken stop)
    {
        var scores = new List<Score>();
        double notes = 0, validation = 0;
        long parameters = 0;
        Representation? representation = null;
        foreach (var seed in seeds)
        {
            var folder = Path.Combine(budget.OutFolder, string.Create(CultureInfo.InvariantCulture, $"{recipe.Name}-{seed}"));
            log.WriteLine($"training {folder}");
            var progress = new Trainer(budget with { OutFolder = folder, RandomSeed = seed }, recipe, dataset, log).Run(command, stop);
            using var network = Checkpoint.ReadNetwork(ModelScores.CheckpointPath(folder)).Network;
            representation = Representation.Of(network.Recipe);
            // How far numbers are off is learned from validation pieces, as everything else is from training.
            var fitted = new NetworkScorer(network, CPU);
            if (network.IsNumber.Contains(true)) fitted.Run(_validation, stop);
            var scorer = new NetworkScorer(network, CPU) { ErrorWidths = fitted.FoundWidths.Length > 0 ? fitted.FoundWidths : null };
            scores.Add(scorer.Run(_test, stop));
            parameters = network.parameters().Sum(p => p.numel());
            notes += (double)progress.NoteCount / seeds.Count;
            validation += progress.BestBits / seeds.Count;
        }

        return new ComparedModel(recipe.Name, representation!, scores, parameters, notes, validation);
    }
}
