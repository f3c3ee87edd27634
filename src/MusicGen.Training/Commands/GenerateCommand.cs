using System.CommandLine;
using System.Globalization;

namespace MusicGen.Training.Commands;

/// <summary><c>generate</c>: a checkpoint or a package → MIDI files, sheet music, note tables and piano rolls.</summary>
internal static class GenerateCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        var model = new Argument<string>("MODEL") { Description = "A run folder, a .checkpoint file, or a model package folder." };
        var outFolder = new Option<string>("--out", "-o") { Description = "Folder for the pieces: .mid, .musicxml (sheet music), .txt (note table) and .svg (piano roll) each.", Required = true };
        var count = new Option<int>("--count") { Description = "Pieces, 1–10000.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<double>("--seconds") { Description = "Length of each piece at most, 1–36000 seconds.", DefaultValueFactory = _ => 60 };
        var seed = new Option<long>("--random-seed") { Description = "Seed of the first piece; each further one has the next number.", DefaultValueFactory = _ => 1 };
        var temperature = new Option<double>("--temperature") { Description = "Divides logits, 0–4; 0 = always the best.", DefaultValueFactory = _ => 1 };
        var topK = new Option<int>("--top-k") { Description = "Keep the k best values of each field, 0–1000; 0 = all.", DefaultValueFactory = _ => 0 };
        var topP = new Option<double>("--top-p") { Description = "Keep the smallest set of values with this mass, 0.01–1.", DefaultValueFactory = _ => 1 };
        var phrase = new Option<string?>("--seed") { Description = "A MIDI file to go on from; it is part of the pieces." };
        PrepareCommand.InRange(count, 1, 10_000);
        PrepareCommand.InRange(seconds, 1, 36_000);
        PrepareCommand.InRange(temperature, 0, 4);
        PrepareCommand.InRange(topK, 0, 1000);
        PrepareCommand.InRange(topP, 0.01, 1);
        var command = new Command("generate", "Composes pieces from a checkpoint or a model package.\n\nExample: musicgen-train generate runs/piano --out out/pieces --count 4 --seconds 60")
        {
            model, outFolder, count, seconds, seed, temperature, topK, topP, phrase,
        };
        command.SetAction((parsed, stop) =>
        {
            var folder = parsed.GetValue(outFolder)!;
            Directory.CreateDirectory(folder);
            using var opened = ModelOpener.Open(parsed.GetValue(model)!);
            var sampling = SamplingOptions.Same(opened.Vocabulary, new FieldSampling(parsed.GetValue(temperature), parsed.GetValue(topK), parsed.GetValue(topP)));
            var options = ModelOpener.Habits(parsed.GetValue(model)!) with { Sampling = sampling };
            var prompt = parsed.GetValue(phrase) is { } path ? new MidiPieceReader().Read(path).Piece : null;
            for (var i = 0; i < parsed.GetValue(count); i++)
            {
                stop.ThrowIfCancellationRequested();
                var number = parsed.GetValue(seed) + i;
                var name = string.Create(CultureInfo.InvariantCulture, $"piece-{number:D3}");
                var piece = PieceGenerator.Generate(opened, options, name, number, parsed.GetValue(seconds), prompt);
                var start = Path.Combine(folder, name);
                MidiPieceWriter.Write(piece, start + ".mid");
                MusicXmlWriter.Write(piece, start + ".musicxml");
                File.WriteAllText(start + ".txt", NoteTable.Format(piece));
                File.WriteAllText(start + ".svg", PianoRoll.ToSvg(piece));
                output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{start}.mid: {piece.Notes.Count} notes, {piece.DurationSeconds:F1} s"));
            }

            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }
}
