using System.CommandLine;
using System.Globalization;

namespace MusicGen.Training.Commands;

/// <summary><c>report</c>: one HTML page of datasets, runs and pieces, whatever the paths given hold.</summary>
internal static class ReportCommand
{
    public static Command Create(TextWriter output, TextWriter error, string[] args)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Prepared datasets, run folders, MIDI files or folders of them, figures that evaluate --json wrote; any of them together.", Arity = ArgumentArity.OneOrMore };
        var outFile = new Option<string>("--out", "-o") { Description = "The page to write, .html.", Required = true };
        var data = new Option<string[]>("--data") { Description = "Prepared datasets whose test pieces the given pieces are compared with.", AllowMultipleArgumentsPerToken = true };
        var audio = new Option<double>("--audio-seconds") { Description = "Seconds of each of the first six pieces to be heard in the page, 0–120; 20 seconds take about 600 KiB.", DefaultValueFactory = _ => 20 };
        var soundFont = new Option<string?>("--soundfont") { Description = "SoundFont for the sound. Default: the distribution's." };
        var plot = new Option<string?>("--plot") { Description = "Write the loss curve of a run as a picture too: .svg or .png." };
        var command = new Command("report", "Writes one self-contained page of datasets, runs and pieces: distributions, curves, piano rolls, self-similarity, tables.\n\nExample: musicgen-train report data/piano runs/piano out/pieces --data data/piano --out report.html")
        {
            paths, outFile, data, audio, soundFont, plot,
        };
        PrepareCommand.InRange(audio, 0, 120);
        command.SetAction((parsed, stop) =>
        {
            var file = parsed.GetValue(outFile)!;
            var given = parsed.GetValue(paths)!;
            var page = new HtmlPage("Report: " + string.Join(", ", given.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(path)))));
            var heldOut = parsed.GetValue(data) is { Length: > 0 } sets ? Dataset.Open(sets).Pieces(Split.Test) : null;
            var writer = new ReportWriter(page, heldOut, error, stop) { PlotPath = parsed.GetValue(plot), AudioSeconds = parsed.GetValue(audio), SoundFont = parsed.GetValue(soundFont) };
            foreach (var path in given) writer.Add(path);

            page.Section("Made by");
            page.Command("musicgen-train " + string.Join(' ', args));
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllText(file, page.ToString());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {new FileInfo(file).Length / 1024.0:F0} KiB"));
            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }
}
