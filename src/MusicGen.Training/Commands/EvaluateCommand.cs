using System.CommandLine;

namespace MusicGen.Training.Commands;

/// <summary><c>evaluate</c>: held-out bits per note and accuracies of a checkpoint or a package beside the baselines.</summary>
internal static class EvaluateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new Argument<string>("MODEL") { Description = "A run folder, a .checkpoint file, or a model package folder." };
        var data = new Option<string[]>("--data") { Description = "Prepared dataset folders; may be given several times.", Required = true, AllowMultipleArgumentsPerToken = true };
        var split = new Option<string>("--split") { Description = "Pieces to score: validation or test.", DefaultValueFactory = _ => "test" };
        split.AcceptOnlyFromAmong("validation", "test");
        var command = new Command("evaluate", "Scores a model on held-out pieces: bits per note per field and in sum, accuracies, beside baselines on the same pieces.\n\nExample: musicgen-train evaluate models/piano --data data/piano")
        {
            model, data, split,
        };
        command.SetAction((parsed, stop) =>
        {
            var dataset = Dataset.Open(parsed.GetValue(data)!);
            var which = Enum.Parse<Split>(parsed.GetValue(split)!, ignoreCase: true);
            var pieces = dataset.Pieces(which);
            if (pieces.Count == 0) throw new InvalidDataException($"Pieces in the {which} split expected, but the dataset has none; prepare more works.");
            var scores = ModelScores.Of(parsed.GetValue(model)!, pieces, output, error, stop);
            error.WriteLine("counting baselines");
            output.Write(Baselines.Table(scores.Columns, scores.Vocabulary, dataset.Pieces(Split.Train), pieces));
            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }
}
