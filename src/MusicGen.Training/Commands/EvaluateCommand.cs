using System.CommandLine;
using System.Globalization;

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
            Print(scores, dataset, pieces, output, error);
            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }

    private static void Print(ModelScores scores, Dataset dataset, IReadOnlyList<Piece> pieces, TextWriter output, TextWriter error)
    {
        error.WriteLine("counting baselines");
        var encoder = new PieceEncoder(scores.Vocabulary);
        var train = dataset.Pieces(Split.Train).Select(p => encoder.Encode(p, Reading.Plain)).ToArray();
        var held = pieces.Select(p => encoder.Encode(p, Reading.Plain)).ToArray();
        var columns = new List<(string, Score)>(scores.Columns);
        foreach (var (name, order) in new[] { ("markov-4", 4), ("bigram", 1), ("unigram", 0) })
        {
            var baseline = new MarkovBaseline(order, scores.Vocabulary);
            baseline.Learn(train);
            columns.Add((name, baseline.Run(held)));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{held.Length} pieces, {columns[0].Item2.NoteCount} notes; times charged at {(scores.Vocabulary.TimeBase == TimeBase.Performed ? "10 ms" : "1/24 quarter")}, velocity at 32 levels; right at first guess of unigram = majority"));
        output.Write(HeldOutTable.Format(columns, RepeatLast.TopOne(held, scores.Vocabulary)));
    }
}
