using System.CommandLine;
using System.Text.Json;

namespace MusicGen.Training.Commands;

/// <summary><c>evaluate</c>: held-out bits per note and accuracies of a checkpoint or a package beside the baselines; or what it composes beside human music.</summary>
internal static class EvaluateCommand
{
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new Argument<string>("MODEL") { Description = "A run folder, a .checkpoint file, or a model package folder." };
        var data = new Option<string[]>("--data") { Description = "Prepared dataset folders; may be given several times.", Required = true, AllowMultipleArgumentsPerToken = true };
        var split = new Option<string>("--split") { Description = "Pieces to score: validation or test.", DefaultValueFactory = _ => "test" };
        var count = new Option<int>("--count") { Description = "Compose so many pieces and measure them against held-out music, 0–1000; 0 = score held-out music instead.", DefaultValueFactory = _ => 0 };
        var generated = new Option<string?>("--generated") { Description = "Measure the .mid files of this folder instead of composing." };
        var seconds = new Option<double>("--seconds") { Description = "Length of the excerpts measured, 5–3600 seconds (written music: at 120 quarters a minute).", DefaultValueFactory = _ => 60 };
        var stream = new Option<double>("--stream-minutes") { Description = "Also compose an unbroken stream of so many minutes and look whether it gets stuck, 0–6000.", DefaultValueFactory = _ => 0 };
        var seed = new Option<long>("--random-seed") { Description = "Seed of the first piece; each further one has the next number.", DefaultValueFactory = _ => 1 };
        var json = new Option<string?>("--json") { Description = "Write the figures of composed music to this file too." };
        var steering = new Option<int>("--steering") { Description = "Compose so many pieces for each of some wishes (denser, higher, softer, another key) and measure how far they are followed, 0–1000.", DefaultValueFactory = _ => 0 };
        var sampling = new SamplingChoice();
        split.AcceptOnlyFromAmong("validation", "test");
        PrepareCommand.InRange(count, 0, 1000);
        PrepareCommand.InRange(seconds, 5, 3600);
        PrepareCommand.InRange(stream, 0, 6000);
        PrepareCommand.InRange(steering, 0, 1000);
        var command = new Command("evaluate", "Scores a model on held-out pieces: bits per note per field and in sum, accuracies, beside baselines on the same pieces. With --count or --generated: measures what it composes beside human music.\n\nExample: musicgen-train evaluate models/piano --data data/piano\nExample: musicgen-train evaluate models/piano --data data/piano --count 100")
        {
            model, data, split, count, generated, seconds, stream, steering, seed, json,
        };
        sampling.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            var dataset = Dataset.Open(parsed.GetValue(data)!);
            var path = parsed.GetValue(model)!;
            if (parsed.GetValue(steering) > 0)
            {
                using var steered = ModelOpener.Open(path);
                var habits = ModelOpener.Habits(path);
                var options = habits with { Sampling = sampling.Read(parsed, steered.Vocabulary, habits.Sampling), Bpm = 120 };
                output.Write(new SteeringEvaluation(steered, options, parsed.GetValue(steering), parsed.GetValue(seconds)).Run(parsed.GetValue(seed), stop));
                return Task.FromResult(TrainingCli.Done);
            }

            if (parsed.GetValue(count) == 0 && parsed.GetValue(generated) is null)
            {
                ScoreHeldOut(path, dataset, Enum.Parse<Split>(parsed.GetValue(split)!, ignoreCase: true), output, error, stop);
                return Task.FromResult(TrainingCli.Done);
            }

            var report = Measure(path, dataset, new Wanted(parsed.GetValue(count), parsed.GetValue(generated), parsed.GetValue(seconds), parsed.GetValue(stream), parsed.GetValue(seed)), (v, habits) => sampling.Read(parsed, v, habits), error, stop);
            output.Write(report);
            if (parsed.GetValue(json) is { } file) File.WriteAllText(file, JsonSerializer.Serialize(report, _json) + "\n");
            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }

    private static void ScoreHeldOut(string path, Dataset dataset, Split split, TextWriter output, TextWriter error, CancellationToken stop)
    {
        var pieces = dataset.Pieces(split);
        if (pieces.Count == 0) throw new InvalidDataException($"Pieces in the {split} split expected, but the dataset has none; prepare more works.");
        var scores = ModelScores.Of(path, pieces, output, error, stop);
        error.WriteLine("counting baselines");
        output.Write(Baselines.Table(scores.Columns, scores.Vocabulary, dataset.Pieces(Split.Train), pieces, stop));
    }

    private static GeneratedReport Measure(string path, Dataset dataset, Wanted wanted, Func<Vocabulary, SamplingOptions?, SamplingOptions> sampling, TextWriter error, CancellationToken stop)
    {
        using var model = ModelOpener.Open(path);
        // Written music at the clock of the excerpts it is held against.
        var habits = ModelOpener.Habits(path);
        var options = habits with { Sampling = sampling(model.Vocabulary, habits.Sampling), Bpm = 120 };
        var pieces = new List<Piece>();
        if (wanted.Folder is { } folder)
        {
            foreach (var file in Directory.EnumerateFiles(folder, "*.mid").Order(StringComparer.Ordinal)) pieces.Add(new MidiPieceReader().Read(file).Piece);
        }

        var progress = new WorkProgress(error, Math.Max(1, wanted.Count));
        for (var i = 0; wanted.Folder is null && i < wanted.Count; i++)
        {
            stop.ThrowIfCancellationRequested();
            pieces.Add(PieceGenerator.Generate(model, options, $"{i}", wanted.Seed + i, wanted.Seconds));
            progress.Done(i + 1, "composed {0} of {1} pieces");
        }

        var stream = wanted.StreamMinutes > 0 ? StreamGenerator.Run(model, options, wanted.Seed, wanted.StreamMinutes, stop) : null;
        progress.Leave();
        error.WriteLine("measuring");
        Piece[] held = [.. dataset.Pieces(Split.Test), .. dataset.Pieces(Split.Validation)];
        return new GeneratedEvaluation(RowStream.Of(model.Vocabulary).Notes, wanted.Seconds, Math.Max(wanted.Count, pieces.Count)).Run(pieces, held, dataset.Pieces(Split.Train), stream);
    }

    private sealed record Wanted(int Count, string? Folder, double Seconds, double StreamMinutes, long Seed);
}
