using System.CommandLine;

namespace MusicGen.Training.Commands;

/// <summary><c>compare</c>: recipes side by side on one split under one budget, beside the baselines.</summary>
internal static class CompareCommand
{
    public static Command Create(TextWriter output, TextWriter error, string[] args)
    {
        var recipes = new Option<string[]>("--recipes") { Description = $"What to compare, of {string.Join(", ", RecipeOptions.All.Keys)}.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["note", "performance-events"] };
        recipes.AcceptOnlyFromAmong([.. RecipeOptions.All.Keys]);
        var data = new Option<string[]>("--data") { Description = "Prepared dataset folders; may be given several times.", Required = true, AllowMultipleArgumentsPerToken = true };
        var outFolder = new Option<string>("--out", "-o") { Description = "Folder of the runs, one folder for each recipe and seed; runs found there are taken or gone on with.", Required = true };
        var minutes = new Option<double>("--minutes") { Description = "Time of each run, 0.05–100000 minutes: processor time, the same work for each whatever else the machine does; on a GPU by the clock.", DefaultValueFactory = _ => 10 };
        var iterations = new Option<long>("--iterations") { Description = "Iterations of each run instead of minutes; 0 = by minutes.", DefaultValueFactory = _ => 0 };
        var seeds = new Option<int>("--seeds") { Description = "Runs of each recipe, with random seeds 1, 2, …, 1–20.", DefaultValueFactory = _ => 3 };
        var hidden = new Option<int?>("--hidden") { Description = "Hidden size of every recipe, 16–2048. Default: each recipe's own." };
        var layers = new Option<int?>("--layers") { Description = "LSTM layers of every recipe, 1–4. Default: each recipe's own." };
        var batch = new Option<int?>("--batch") { Description = "Streams side by side in every recipe, 1–1024. Default: each recipe's own." };
        var threads = new Option<int>("--threads") { Description = "Workers on a CPU, 0–256; 0 = all cores.", DefaultValueFactory = _ => 0 };
        var device = new Option<string>("--device") { Description = "cpu, cuda or cuda:N.", DefaultValueFactory = _ => "cpu" };
        var precision = TrainCommand.PrecisionOption();
        PrepareCommand.InRange(minutes, 0.05, 100_000);
        PrepareCommand.InRange(iterations, 0, long.MaxValue);
        PrepareCommand.InRange(seeds, 1, 20);
        PrepareCommand.InRange(threads, 0, 256);
        TrainCommand.InRangeIfGiven(hidden, 16, 2048);
        TrainCommand.InRangeIfGiven(layers, 1, 4);
        TrainCommand.InRangeIfGiven(batch, 1, 1024);
        var command = new Command("compare", "Trains recipes on one split under an equal budget with several seeds and prints them side by side: bits per note in sum and by part, accuracies folded onto each other's classes, baselines, intervals.\n\nExample: musicgen-train compare --recipes note performance-events --data data/piano --out runs/compare --minutes 20")
        {
            recipes, data, outFolder, minutes, iterations, seeds, hidden, layers, batch, threads, device, precision,
        };
        command.SetAction((parsed, stop) =>
        {
            var chosen = parsed.GetValue(recipes)!.Select(name => RecipeOptions.All[name]).Select(recipe => recipe with
            {
                HiddenSize = parsed.GetValue(hidden) ?? recipe.HiddenSize,
                Layers = parsed.GetValue(layers) ?? recipe.Layers,
                BatchSize = parsed.GetValue(batch) ?? recipe.BatchSize,
            }).ToList();
            var budget = new TrainOptions
            {
                OutFolder = parsed.GetValue(outFolder)!,
                Minutes = parsed.GetValue(minutes),
                Iterations = parsed.GetValue(iterations),
                IsProcessorTime = parsed.GetValue(device) == "cpu",
                Device = parsed.GetValue(device)!,
                IsMixedPrecision = parsed.GetValue(precision) == TrainCommand.Mixed,
                Threads = parsed.GetValue(threads),
                // Small recipes learn little music by heart within seconds: what validation never sees cannot be the best.
                CheckpointSeconds = Math.Clamp(parsed.GetValue(minutes) * 60 / 12, 5, 600),
            };
            var comparison = new Comparison(Dataset.Open(parsed.GetValue(data)!), budget, [.. Enumerable.Range(1, parsed.GetValue(seeds)).Select(seed => (long)seed)], error);
            var table = comparison.Run(chosen, "musicgen-train " + string.Join(' ', args), stop);
            File.WriteAllText(Path.Combine(budget.OutFolder, "comparison.txt"), table);
            output.Write(table);
            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }
}
