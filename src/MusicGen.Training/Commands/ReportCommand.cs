using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace MusicGen.Training.Commands;

/// <summary><c>report</c>: one HTML page of datasets, runs and pieces, whatever the paths given hold.</summary>
internal static class ReportCommand
{
    private const int MostPieces = 24;

    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    public static Command Create(TextWriter output, TextWriter error, string[] args)
    {
        var paths = new Argument<string[]>("PATH") { Description = "Prepared datasets, run folders, MIDI files or folders of them; any of them together.", Arity = ArgumentArity.OneOrMore };
        var outFile = new Option<string>("--out", "-o") { Description = "The page to write, .html.", Required = true };
        var data = new Option<string[]>("--data") { Description = "Prepared datasets whose test pieces the given pieces are compared with.", AllowMultipleArgumentsPerToken = true };
        var plot = new Option<string?>("--plot") { Description = "Write the loss curve of a run as a picture too: .svg or .png." };
        var command = new Command("report", "Writes one self-contained page of datasets, runs and pieces: distributions, curves, piano rolls, self-similarity, tables.\n\nExample: musicgen-train report data/piano runs/piano out/pieces --data data/piano --out report.html")
        {
            paths, outFile, data, plot,
        };
        command.SetAction((parsed, stop) =>
        {
            var file = parsed.GetValue(outFile)!;
            var given = parsed.GetValue(paths)!;
            var page = new HtmlPage("Report: " + string.Join(", ", given.Select(path => Path.GetFileName(Path.TrimEndingDirectorySeparator(path)))));
            var heldOut = parsed.GetValue(data) is { Length: > 0 } sets ? Dataset.Open(sets).Pieces(Split.Test) : null;
            foreach (var path in given)
            {
                stop.ThrowIfCancellationRequested();
                error.WriteLine($"reading '{path}'");
                Add(page, path, heldOut, parsed.GetValue(plot));
            }

            page.Section("Made by");
            page.Command("musicgen-train " + string.Join(' ', args));
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(file))!);
            File.WriteAllText(file, page.ToString());
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{file}: {new FileInfo(file).Length / 1024.0:F0} KiB"));
            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }

    private static void Add(HtmlPage page, string path, IReadOnlyList<Piece>? heldOut, string? plot)
    {
        if (File.Exists(path) && Path.GetExtension(path).ToLowerInvariant() is ".mid" or ".midi" or ".kar")
        {
            AddPieces(page, path, [path], heldOut);
        }
        else if (File.Exists(Path.Combine(path, LossLog.LossFile)))
        {
            var curves = RunCurves.Read(path);
            var checkpoint = ModelScores.CheckpointPath(path);
            ReportSections.Run(page, path, curves, File.Exists(checkpoint) ? Checkpoint.ReadHeader(checkpoint) : null);
            if (plot is not null) LossPlot.Write(curves, plot);
        }
        else if (File.Exists(Path.Combine(path, DatasetFile.FileName)) || Path.GetExtension(path) == ".mgd")
        {
            var summary = Path.Combine(Directory.Exists(path) ? path : Path.GetDirectoryName(path)!, "dataset.json");
            ReportSections.Dataset(page, path, Dataset.Open([path]), File.Exists(summary) ? JsonSerializer.Deserialize<DatasetSummary>(File.ReadAllText(summary), _json) : null);
        }
        else
        {
            if (!Directory.Exists(path))
                throw new FileNotFoundException($"A dataset, a run folder, a MIDI file or a folder of them expected, but '{path}' is none of them or does not exist.");
            var search = new MidiSearch(path);
            search.Run(CancellationToken.None);
            if (search.Found.Count == 0)
                throw new InvalidDataException($"A dataset ({DatasetFile.FileName}), a run ({LossLog.LossFile}) or MIDI files expected in '{path}', but there are none of them.");
            AddPieces(page, path, [.. search.Found.Take(MostPieces).Select(found => found.Path)], heldOut);
        }
    }

    private static void AddPieces(HtmlPage page, string path, IReadOnlyList<string> files, IReadOnlyList<Piece>? heldOut)
    {
        var pieces = files.Select(file => (File: file, new MidiPieceReader().Read(file).Piece)).ToList();
        page.Section($"Pieces: {Path.GetFileName(Path.TrimEndingDirectorySeparator(path))}", pieces.Count == MostPieces ? $"The first {MostPieces} files." : "");
        if (heldOut is { Count: > 0 })
        {
            page.Heading("These pieces (bars) against held-out test pieces (outline)");
            ReportSections.Distributions(page, [("these pieces", MusicStatistics.Of(pieces.Select(p => p.Piece))), ("held-out", MusicStatistics.Of(heldOut))]);
        }

        else
        {
            ReportSections.Distributions(page, [("these pieces", MusicStatistics.Of(pieces.Select(p => p.Piece)))]);
        }

        if (pieces.Count > 1)
        {
            page.Heading("Most frequent runs of notes");
            ReportSections.Grams(page, [.. pieces.Select(p => p.Piece)]);
        }

        foreach (var (file, piece) in pieces)
        {
            page.Heading(Path.GetFileName(file));
            ReportSections.Piece(page, piece);
        }
    }
}
