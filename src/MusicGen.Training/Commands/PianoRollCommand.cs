using System.CommandLine;
using System.Globalization;

namespace MusicGen.Training.Commands;

/// <summary><c>pianoroll</c>: networks with independent keys on piano rolls, in the unit of the published benchmark; with attention, the recipe of the DTU poster.</summary>
internal static class PianoRollCommand
{
    private const int ComposedSteps = 400;

    public static Command Create(TextWriter output, TextWriter error)
    {
        var data = new Option<string>("--data") { Description = "A .json file of the piano-roll benchmark, or a prepared dataset folder (cut at 20 steps a second, 7 minutes at most).", Required = true };
        var network = new Option<string>("--network") { Description = "lstm: one layer; attention: two, with attention over the steps so far between them.", DefaultValueFactory = _ => "lstm" };
        var hidden = new Option<int>("--hidden") { Description = "Hidden size, 8–2048.", DefaultValueFactory = _ => 200 };
        var optimizer = new Option<string>("--optimizer") { Description = "adam, or sgd as in the system that attention comes from.", DefaultValueFactory = _ => "adam" };
        var rate = new Option<double?>("--learning-rate") { Description = "Learning rate, 1e-6–1. Default: 0.003 for adam, 0.01 for sgd." };
        var dropout = new Option<double>("--dropout") { Description = "Dropout, 0–0.9.", DefaultValueFactory = _ => 0 };
        var length = new Option<int>("--sequence-length") { Description = "Steps of back-propagation and reach of attention, 4–4096; state is carried on.", DefaultValueFactory = _ => 256 };
        var minutes = new Option<double>("--minutes") { Description = "Training time at most, 0.05–100000 minutes.", DefaultValueFactory = _ => 10 };
        var epochs = new Option<int>("--epochs") { Description = "Rounds over the training pieces at most, 1–100000.", DefaultValueFactory = _ => 200 };
        var patience = new Option<int>("--patience") { Description = "Stop after so many rounds without a better validation, 1–100000.", DefaultValueFactory = _ => 15 };
        var seed = new Option<long>("--random-seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 1 };
        var outFolder = new Option<string?>("--out", "-o") { Description = "Folder for a test piece and what the network makes of its first eight beats: .mid and picture of each." };
        network.AcceptOnlyFromAmong("lstm", "attention");
        optimizer.AcceptOnlyFromAmong("adam", "sgd");
        PrepareCommand.InRange(hidden, 8, 2048);
        PrepareCommand.InRange(dropout, 0, 0.9);
        PrepareCommand.InRange(length, 4, 4096);
        PrepareCommand.InRange(minutes, 0.05, 100_000);
        PrepareCommand.InRange(epochs, 1, 100_000);
        PrepareCommand.InRange(patience, 1, 100_000);
        TrainCommand.InRangeIfGiven(rate, 1e-6, 1);
        var command = new Command("pianoroll", "Trains a network on piano rolls and prints nats per step (sum over 88 keys, padding masked, first step given) beside floors: the check that units are right, and the attention recipe.\n\nExample: musicgen-train pianoroll --data JSB_Chorales.json")
        {
            data, network, hidden, optimizer, rate, dropout, length, minutes, epochs, patience, seed, outFolder,
        };
        command.SetAction((parsed, stop) =>
        {
            var isPlain = parsed.GetValue(optimizer) == "sgd";
            var options = new RollOptions
            {
                HasAttention = parsed.GetValue(network) == "attention",
                HiddenSize = parsed.GetValue(hidden),
                IsPlainDescent = isPlain,
                LearningRate = parsed.GetValue(rate) ?? (isPlain ? 0.01 : 3e-3),
                Dropout = parsed.GetValue(dropout),
                SequenceLength = parsed.GetValue(length),
                Minutes = parsed.GetValue(minutes),
                Epochs = parsed.GetValue(epochs),
                Patience = parsed.GetValue(patience),
                RandomSeed = parsed.GetValue(seed),
            };
            var set = RollSet.Load(parsed.GetValue(data)!);
            using var trainer = new RollTrainer(set, options, error);
            trainer.Run(stop);
            output.Write(Table(set, options, trainer));
            if (parsed.GetValue(outFolder) is { } folder) Compose(folder, set, options, trainer.Network, output);
            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }

    private static string Table(RollSet set, RollOptions options, RollTrainer trainer)
    {
        var text = new System.Text.StringBuilder();
        var steps = set.Test.Sum(roll => Math.Max(0, roll.Length - 1));
        var weights = trainer.Network.parameters().Sum(parameter => parameter.numel());
        text.Append(CultureInfo.InvariantCulture, $"{set.Name}: nats per step, sum over 88 keys, padding masked, first step given; {set.Test.Count} test pieces, {steps} steps predicted\n");
        Line("independent keys", RollBaselines.Independent(set.Train, set.Validation), RollBaselines.Independent(set.Train, set.Test));
        Line("each key from its last state", RollBaselines.OwnLast(set.Train, set.Validation), RollBaselines.OwnLast(set.Train, set.Test));
        var name = options.HasAttention ? "lstm, attention, lstm" : "lstm";
        Line(string.Create(CultureInfo.InvariantCulture, $"{name}, {options.HiddenSize} units"), trainer.Score(set.Validation), trainer.Score(set.Test));
        text.Append(CultureInfo.InvariantCulture, $"  {weights / 1e6:0.00} M weights, {trainer.Curve.Count} rounds, random seed {options.RandomSeed}\n");
        return text.ToString();

        void Line(string what, double validation, double test) => text.Append(CultureInfo.InvariantCulture, $"  {what,-34}validation {validation,7:0.000}   test {test,7:0.000}\n");
    }

    private static void Compose(string folder, RollSet set, RollOptions options, RollNetwork network, TextWriter output)
    {
        Directory.CreateDirectory(folder);
        var real = set.Test.MaxBy(roll => Math.Min(roll.Length, ComposedSteps))!;
        var steps = Math.Min(real.Length, ComposedSteps);
        var made = RollComposer.GoOn(network, options, real[..Math.Min(steps, set.PromptSteps)], steps, options.RandomSeed);
        foreach (var (name, roll) in new[] { ("real", real[..steps]), ("composed", [.. made]) })
        {
            var piece = set.ToPiece(name, roll);
            var path = Path.Combine(folder, name);
            MidiPieceWriter.Write(piece, path + ".mid");
            File.WriteAllText(path + ".svg", PianoRoll.ToSvg(piece));
            output.WriteLine($"{path}.mid, {path}.svg: {piece.Notes.Count} notes");
        }
    }
}
