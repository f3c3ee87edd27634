using System.Text.Json;

namespace MusicGen.Training;

/// <summary>Writes what paths hold onto the page of a report: finds out whether it is a dataset, a run or music, and adds its section.</summary>
internal sealed class ReportWriter(HtmlPage page, IReadOnlyList<Piece>? heldOut, TextWriter log, CancellationToken stop)
{
    private const int MostPieces = 24, MostHeard = 6;

    private static readonly JsonSerializerOptions _json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase };

    private PieceSound? _sound;
    private int _heard;

    /// <summary>Where the loss curve of a run goes as a picture; null = nowhere.</summary>
    public string? PlotPath { get; init; }

    /// <summary>How much of the first pieces can be heard in the page; 0 = nothing.</summary>
    public double AudioSeconds { get; init; }

    /// <summary>SoundFont by path; null = the distribution's.</summary>
    public string? SoundFont { get; init; }

    /// <summary>Adds what a path holds.</summary>
    /// <exception cref="InvalidDataException">It holds nothing that a report can be made of.</exception>
    /// <exception cref="IOException">It is not there, or cannot be read.</exception>
    public void Add(string path)
    {
        stop.ThrowIfCancellationRequested();
        log.WriteLine($"reading '{path}'");
        if (File.Exists(path) && Path.GetExtension(path).ToLowerInvariant() is ".mid" or ".midi" or ".kar")
        {
            AddPieces(path, [path]);
        }
        else if (File.Exists(path) && Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase))
        {
            ComparisonSection.Write(page, path);
        }
        else if (File.Exists(Path.Combine(path, LossLog.LossFile)))
        {
            var curves = RunCurves.Read(path);
            var checkpoint = ModelScores.CheckpointPath(path);
            ReportSections.Run(page, path, curves, File.Exists(checkpoint) ? Checkpoint.ReadHeader(checkpoint) : null);
            if (PlotPath is not null) LossPlot.Write(curves, PlotPath);
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
            search.Run(stop);
            if (search.Found.Count == 0)
                throw new InvalidDataException($"A dataset ({DatasetFile.FileName}), a run ({LossLog.LossFile}) or MIDI files expected in '{path}', but there are none of them.");
            AddPieces(path, [.. search.Found.Take(MostPieces).Select(found => found.Path)]);
        }
    }

    private void AddPieces(string path, IReadOnlyList<string> files)
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
            AddSound(piece);
            ReportSections.Piece(page, piece);
        }
    }

    private void AddSound(Piece piece)
    {
        if (_heard == MostHeard || AudioSeconds <= 0 || piece.Notes.Count == 0) return;
        if (_heard++ == 0) _sound = PieceSound.Open(SoundFont, log);
        if (_sound is null) return;
        page.Audio("data:audio/flac;base64," + Convert.ToBase64String(_sound.Excerpt(piece, AudioSeconds, stop)), $"Listen to {piece.Name}");
    }
}
