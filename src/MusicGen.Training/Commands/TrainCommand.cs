using System.CommandLine;
using System.Globalization;

namespace MusicGen.Training.Commands;

/// <summary><c>train</c>: dataset → run folder with checkpoints.</summary>
internal static class TrainCommand
{
    /// <summary>The <c>--precision</c> that rounds factors.</summary>
    public const string Mixed = "mixed";

    public static Command Create(TextWriter output, TextWriter error, string[] args)
    {
        var recipe = new Option<string>("--recipe") { Description = "What to train.", DefaultValueFactory = _ => "note" };
        recipe.AcceptOnlyFromAmong([.. RecipeOptions.All.Keys]);
        var data = new Option<string[]>("--data") { Description = "Prepared dataset folders; may be given several times.", Required = true, AllowMultipleArgumentsPerToken = true };
        var outFolder = new Option<string>("--out", "-o") { Description = "Run folder; a run found there is resumed.", Required = true };
        var minutes = new Option<double>("--minutes") { Description = "Training time in all, 0.05–100000 minutes, resumed parts added up. The learning rate follows it.", DefaultValueFactory = _ => 60 };
        var iterations = new Option<long>("--iterations") { Description = "Iterations in all, instead of minutes; then the same seed and threads give the same model. 0 = by minutes.", DefaultValueFactory = _ => 0 };
        var from = new Option<string?>("--from") { Description = "Run folder, checkpoint or model package whose weights a new run begins with; sizes and representation are its own, or larger sizes where given." };
        var timeBase = new Option<string?>("--time-base") { Description = "performed (10 ms) or metric (1/24 quarter, with the place in the bar). Default: the recipe's." };
        var instruments = new Option<bool>("--instruments") { Description = "Notes carry their instrument: ensembles and drums." };
        var mended = new Option<bool>("--mended") { Description = "What the source system's notes lack is there too: ends of pieces, velocities, octaves, chords, rests; fields see each other." };
        var uncontrolled = new Option<bool>("--no-controls") { Description = "No control inputs: nothing can be wished of the model, and nothing is said to it in training." };
        var embedding = new Option<int?>("--embedding") { Description = "Width of one input's embedding, 4–512. Default: the recipe's." };
        var head = new Option<int?>("--head") { Description = "Width of one head's features, 8–1024. Default: the recipe's." };
        var layers = new Option<int?>("--layers") { Description = "LSTM layers, 1–4. Default: the recipe's." };
        var hidden = new Option<int?>("--hidden") { Description = "Hidden size, 16–2048. Default: the recipe's." };
        var batch = new Option<int?>("--batch") { Description = "Streams of music side by side, 1–1024. Default: the recipe's." };
        var length = new Option<int?>("--sequence-length") { Description = "Notes of each stream in one iteration, 4–1024. Default: the recipe's." };
        var rate = new Option<double?>("--learning-rate") { Description = "Highest learning rate, 1e-6–1. Default: the recipe's." };
        var dropout = new Option<double?>("--dropout") { Description = "Dropout, 0–0.9. Default: the recipe's." };
        var hideMatches = new Option<double?>("--hide-matches") { Description = "Share of readings in which a recipe with matches is not told how places heard before went on, 0–1. Default: the recipe's." };
        var plain = new Option<double?>("--plain-share") { Description = "Share of readings as the music stands, neither transposed nor stretched nor louder, 0–1. Default: the recipe's." };
        var seed = new Option<long>("--random-seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "Workers on a CPU, one thread each, 0–256; 0 = all cores.", DefaultValueFactory = _ => 0 };
        var device = new Option<string>("--device") { Description = "cpu, cuda or cuda:N.", DefaultValueFactory = _ => "cpu" };
        var precision = PrecisionOption();
        var every = new Option<double>("--checkpoint-seconds") { Description = "Seconds between checkpoints, 1–86400.", DefaultValueFactory = _ => 300 };
        var everyIterations = new Option<long>("--checkpoint-iterations") { Description = "Iterations between checkpoints, instead of seconds; 0 = by seconds.", DefaultValueFactory = _ => 0 };
        var patience = new Option<int>("--patience") { Description = "Stop after so many validation scores without a new best; 0 = never.", DefaultValueFactory = _ => 0 };
        var watch = new Option<bool>("--watch") { Description = "Show the loss curve in the terminal while it grows." };
        PrepareCommand.InRange(minutes, 0.05, 100_000);
        PrepareCommand.InRange(iterations, 0, long.MaxValue);
        PrepareCommand.InRange(threads, 0, 256);
        PrepareCommand.InRange(every, 1, 86_400);
        timeBase.AcceptOnlyFromAmong("performed", "metric");
        InRangeIfGiven(embedding, 4, 512);
        InRangeIfGiven(head, 8, 1024);
        InRangeIfGiven(layers, 1, 4);
        InRangeIfGiven(hidden, 16, 2048);
        InRangeIfGiven(batch, 1, 1024);
        InRangeIfGiven(length, 4, 1024);
        InRangeIfGiven(rate, 1e-6, 1);
        InRangeIfGiven(dropout, 0, 0.9);
        InRangeIfGiven(plain, 0, 1);
        InRangeIfGiven(hideMatches, 0, 1);
        var command = new Command("train", "Trains a model on prepared data. Resumes by itself; Ctrl-C keeps the checkpoint.\n\nExample: musicgen-train train --recipe note --data data/piano --out runs/piano --minutes 90")
        {
            recipe, data, outFolder, minutes, iterations, from, timeBase, instruments, mended, uncontrolled, layers, hidden, embedding, head, batch, length, rate, dropout, plain, hideMatches, seed, threads, device, precision, every, everyIterations, patience, watch,
        };
        command.SetAction((parsed, stop) =>
        {
            var options = new TrainOptions
            {
                OutFolder = parsed.GetValue(outFolder)!,
                Minutes = parsed.GetValue(minutes),
                Iterations = parsed.GetValue(iterations),
                RandomSeed = parsed.GetValue(seed),
                Threads = parsed.GetValue(threads),
                From = parsed.GetValue(from) ?? "",
                Device = parsed.GetValue(device)!,
                IsMixedPrecision = parsed.GetValue(precision) == Mixed,
                CheckpointSeconds = parsed.GetValue(every),
                CheckpointIterations = parsed.GetValue(everyIterations),
                Patience = parsed.GetValue(patience),
                Watch = parsed.GetValue(watch),
            };
            var chosen = RecipeOptions.All[parsed.GetValue(recipe)!];
            if (options.From.Length > 0)
            {
                var found = WarmStart.RecipeOf(options.From);
                chosen = chosen with
                {
                    TimeBase = found.TimeBase,
                    Instruments = found.Instruments,
                    Controls = found.Controls,
                    Residual = found.Residual,
                    Layers = found.Layers,
                    HiddenSize = found.HiddenSize,
                    EmbeddingSize = found.EmbeddingSize,
                    HeadSize = found.HeadSize,
                };
            }

            if (parsed.GetValue(mended) && chosen.Representation is RepresentationNames.Notes or RepresentationNames.Events)
                throw new InvalidDataException($"A recipe of a source system that notes can be mended of expected with --mended, found '{chosen.Name}', which has them whole; leave --mended out.");
            chosen = chosen with
            {
                TimeBase = parsed.GetValue(timeBase) is { } cells ? Enum.Parse<TimeBase>(cells, ignoreCase: true) : chosen.TimeBase,
                Instruments = parsed.GetValue(instruments) || chosen.Instruments,
                Controls = chosen.Controls && !parsed.GetValue(uncontrolled),
                KeyControl = chosen.KeyControl && !parsed.GetValue(uncontrolled),
                CollectionControl = chosen.CollectionControl && !parsed.GetValue(uncontrolled),
                IsMended = parsed.GetValue(mended) || chosen.IsMended,
                ConditionsFields = parsed.GetValue(mended) || chosen.ConditionsFields,
                EmbeddingSize = parsed.GetValue(embedding) ?? chosen.EmbeddingSize,
                HeadSize = parsed.GetValue(head) ?? chosen.HeadSize,
                Layers = parsed.GetValue(layers) ?? chosen.Layers,
                HiddenSize = parsed.GetValue(hidden) ?? chosen.HiddenSize,
                BatchSize = parsed.GetValue(batch) ?? chosen.BatchSize,
                SequenceLength = parsed.GetValue(length) ?? chosen.SequenceLength,
                LearningRate = parsed.GetValue(rate) ?? chosen.LearningRate,
                Dropout = parsed.GetValue(dropout) ?? chosen.Dropout,
                PlainShare = parsed.GetValue(plain) ?? chosen.PlainShare,
                MatchesHiddenShare = parsed.GetValue(hideMatches) ?? chosen.MatchesHiddenShare,
            };
            var dataset = Dataset.Open(parsed.GetValue(data)!);
            var trainer = new Trainer(options, chosen, dataset, error);
            var progress = trainer.Run("musicgen-train " + string.Join(' ', args), stop);
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Path.Combine(options.OutFolder, Trainer.BestFile)}: {progress.BestBits:F3} bits/{trainer.Unit} on validation at iteration {progress.BestIteration} of {progress.Iteration}"));
            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }

    public static Option<string> PrecisionOption()
    {
        var precision = new Option<string>("--precision")
        {
            Description = "mixed: factors of products are rounded where that is faster (bfloat16 on processors with AMX, TF32 on CUDA), sums stay float32. full: all in float32.",
            DefaultValueFactory = _ => Mixed,
        };
        precision.AcceptOnlyFromAmong(Mixed, "full");
        return precision;
    }

    public static void InRangeIfGiven<T>(Option<T?> option, T low, T high)
        where T : struct, IComparable<T> => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 0 || result.Errors.Any()) return;
        T? value;
        try
        {
            value = result.GetValueOrDefault<T?>();
        }
        catch (InvalidOperationException)
        {
            return;
        }

        if (value is { } given && (given.CompareTo(low) < 0 || given.CompareTo(high) > 0))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{option.Name}: {low} to {high} expected, found {given}."));
    });
}
