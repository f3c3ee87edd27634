using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;

namespace MusicGen.Training.Commands;

/// <summary><c>generate</c>: a checkpoint or a package → pieces as MIDI, sheet music, note tables, piano rolls and sound, and a page to compare them.</summary>
internal static class GenerateCommand
{
    public static Command Create(TextWriter output, TextWriter error, string[] args)
    {
        var model = new Argument<string>("MODEL") { Description = "A run folder, a .checkpoint file, or a model package folder." };
        var outFolder = new Option<string>("--out", "-o") { Description = "Folder for the pieces: .mid, .musicxml (sheet music), .txt (note table), .svg and .png (piano roll) and .wav each, and index.html to compare them.", Required = true };
        var count = new Option<int>("--count") { Description = "Pieces, 1–10000.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<double>("--seconds") { Description = "Length of each piece at most, 1–36000 seconds.", DefaultValueFactory = _ => 60 };
        var seed = new Option<long>("--random-seed") { Description = "Seed of the first piece; each further one has the next number.", DefaultValueFactory = _ => 1 };
        var chosen = new SamplingChoice();
        var phrase = new Option<string?>("--seed") { Description = "A MIDI file to go on from; it is part of the pieces." };
        var data = new Option<string[]>("--data") { Description = "Prepared datasets whose test pieces the page compares the pieces with.", AllowMultipleArgumentsPerToken = true };
        var soundFont = new Option<string?>("--soundfont") { Description = "SoundFont for the sound. Default: the distribution's." };
        var silent = new Option<bool>("--no-audio") { Description = "Write no sound." };
        var pdf = new Option<bool>("--pdf") { Description = "Engrave the sheet music as .pdf by LilyPond." };
        var svg = new Option<bool>("--svg") { Description = "Engrave the sheet music as .svg pages by LilyPond." };
        PrepareCommand.InRange(count, 1, 10_000);
        PrepareCommand.InRange(seconds, 1, 36_000);
        var command = new Command("generate", "Composes pieces from a checkpoint or a model package.\n\nExample: musicgen-train generate runs/piano --out out/pieces --count 4 --seconds 60")
        {
            model, outFolder, count, seconds, seed, phrase, data, soundFont, silent, pdf, svg,
        };
        chosen.AddTo(command);
        command.SetAction((parsed, stop) =>
        {
            var modelPath = parsed.GetValue(model)!;
            // First what is cheap to refuse, then the model.
            var engraving = parsed.GetValue(pdf) || parsed.GetValue(svg) ? SheetEngraving.Open() : null;
            var sound = parsed.GetValue(silent) ? null : PieceSound.Open(parsed.GetValue(soundFont), error);
            var heldOut = parsed.GetValue(data) is { Length: > 0 } sets ? Dataset.Open(sets).Pieces(Split.Test) : null;
            var prompt = parsed.GetValue(phrase) is { } path ? new MidiPieceReader().Read(path).Piece : null;
            using var opened = ModelOpener.Open(modelPath);
            var habits = ModelOpener.Habits(modelPath);
            var options = habits with { Sampling = chosen.Read(parsed, opened.Vocabulary, habits.Sampling) };
            var folder = new PieceFolder(parsed.GetValue(outFolder)!, sound, engraving) { AsPdf = parsed.GetValue(pdf), AsSvg = parsed.GetValue(svg) };
            var progress = new WorkProgress(error, parsed.GetValue(count));
            try
            {
                for (var i = 0; i < parsed.GetValue(count); i++)
                {
                    stop.ThrowIfCancellationRequested();
                    var number = parsed.GetValue(seed) + i;
                    var piece = PieceGenerator.Generate(opened, options, string.Create(CultureInfo.InvariantCulture, $"piece-{number:D3}"), number, parsed.GetValue(seconds), prompt);
                    var midi = folder.Add(piece, number, stop);
                    progress.Leave();
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{midi}: {piece.Notes.Count} notes, {piece.DurationSeconds:F1} s"));
                    progress.Done(i + 1, "composed {0} of {1} pieces");
                }
            }
            finally
            {
                progress.Leave();
                if (folder.PieceCount > 0)
                    output.WriteLine($"{folder.WritePage($"Pieces by {ModelName(modelPath)}", Facts(modelPath, opened.Vocabulary, options.Sampling!), "musicgen-train " + string.Join(' ', args), heldOut)}: all of them on one page");
            }

            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }

    private static string ModelName(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));

    private static IReadOnlyList<(string, string)> Facts(string path, Vocabulary vocabulary, SamplingOptions sampling)
    {
        var file = ModelScores.IsPackage(path) ? Path.Combine(path, ModelPackage.ManifestFile) : ModelScores.CheckpointPath(path);
        using var stream = File.OpenRead(file);
        return
        [
            ("model", ModelName(path)),
            ("temperature", OfFields(field => field.Temperature.ToString(CultureInfo.InvariantCulture))),
            ("top-k", OfFields(field => field.TopK == 0 ? "off" : field.TopK.ToString(CultureInfo.InvariantCulture))),
            ("top-p", OfFields(field => field.TopP.ToString(CultureInfo.InvariantCulture))),
            ($"SHA-256 of {Path.GetFileName(file)}", Convert.ToHexStringLower(SHA256.HashData(stream))),
        ];

        // One value where all fields are drawn alike.
        string OfFields(Func<FieldSampling, string> text) => vocabulary.OutputFields.Select(field => text(sampling.Of(field.Name))).Distinct().Count() == 1
            ? text(sampling[0])
            : string.Join(", ", vocabulary.OutputFields.Select(field => $"{field.Name} {text(sampling.Of(field.Name))}"));
    }
}
