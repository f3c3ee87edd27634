using System.Collections.Concurrent;
using System.Text.Json;

namespace MusicGen.Training;

/// <summary>
/// <c>prepare</c>: MIDI folders → dataset file. Every file is either in the dataset or in the list of skipped files with
/// its reason; copies are dropped, versions of one work stay on one side of the split.
/// </summary>
internal sealed class DatasetBuilder(PrepareOptions options, TextWriter log)
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    private readonly ConcurrentBag<SkippedFile> _skipped = [];
    private readonly MidiPieceReader _reader = new() { ExtendsByPedal = options.Pedal };

    /// <summary>Reads, splits and writes.</summary>
    /// <exception cref="InvalidDataException">No usable MIDI file at all.</exception>
    public DatasetSummary Run(CancellationToken stop)
    {
        var files = FindFiles();
        var read = ReadAll(files, stop);
        var unique = DropCopies(read);
        if (unique.Count == 0)
            throw new InvalidDataException($"At least one MIDI file with {options.LeastNotes} notes expected in {string.Join(", ", options.Folders)}; found {files.Count} MIDI files, none usable. The reasons are in the lines above.");
        log.WriteLine($"finding versions of one work among {unique.Count} pieces");
        var groups = DuplicateFinder.Group(unique);
        var splits = Assign(unique, groups);
        var pieces = unique.Select((p, i) => new DatasetPiece(p, splits[i], groups[i])).ToArray();
        Directory.CreateDirectory(options.OutFolder);
        var path = Path.Combine(options.OutFolder, DatasetFile.FileName);
        DatasetFile.Write(path, options.Source, pieces);
        var summary = DatasetSummary.Of(pieces, files.Count, [.. _skipped.OrderBy(s => s.File, StringComparer.Ordinal)]);
        File.WriteAllText(Path.Combine(options.OutFolder, "dataset.json"), JsonSerializer.Serialize(summary, Json) + "\n");
        return summary;
    }

    private List<(string Root, string File)> FindFiles()
    {
        var found = new List<(string, string)>();
        var walk = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true };
        foreach (var folder in options.Folders)
        {
            if (!Directory.Exists(folder))
                throw new DirectoryNotFoundException($"A folder of MIDI files expected, but '{folder}' does not exist or is not a folder.");
            found.AddRange(Directory.EnumerateFiles(folder, "*", walk)
                .Where(f => Path.GetExtension(f).ToLowerInvariant() is ".mid" or ".midi" or ".kar")
                .Order(StringComparer.Ordinal).Select(f => (folder, f)));
        }

        if (found.Count == 0)
            throw new InvalidDataException($"MIDI files (.mid, .midi, .kar) expected in {string.Join(", ", options.Folders)}, but there are none; give another folder.");
        return found;
    }

    private Piece?[] ReadAll(List<(string Root, string File)> files, CancellationToken stop)
    {
        var pieces = new Piece?[files.Count];
        var line = new ProgressLine(log);
        var done = 0;
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var (root, file) = files[i];
            pieces[i] = ReadOne(file, Path.GetRelativePath(root, file));
            var count = Interlocked.Increment(ref done);
            if (count % 500 == 0 || count == files.Count)
                lock (line) line.Show($"read {count}/{files.Count} files, {_skipped.Count} skipped");
        });
        line.End();
        return pieces;
    }

    private Piece? ReadOne(string file, string name)
    {
        try
        {
            var (piece, damage) = _reader.Read(file);
            if (damage is not null) lock (_skipped) log.WriteLine($"damaged, read as far as possible: {name}: {damage}");
            if (piece.Notes.Count >= options.LeastNotes) return new Piece(name, piece.Notes, piece.Tempo, piece.Metres);
            Skip(name, $"{piece.Notes.Count} notes, at least {options.LeastNotes} expected");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            Skip(name, e.Message);
        }

        return null;
    }

    private List<Piece> DropCopies(Piece?[] read)
    {
        var seen = new Dictionary<string, string>();
        var unique = new List<Piece>();
        foreach (var piece in read)
        {
            if (piece is null) continue;
            var hash = DuplicateFinder.NotesHash(piece);
            if (seen.TryAdd(hash, piece.Name)) unique.Add(piece);
            else Skip(piece.Name, $"same notes as {seen[hash]}");
        }

        return unique;
    }

    /// <summary>Works in the order of a hash of their first piece: the same folder gives the same split on every machine.</summary>
    private Split[] Assign(List<Piece> pieces, int[] groups)
    {
        var works = groups.Distinct().OrderBy(g => DuplicateFinder.NotesHash(pieces[g]), StringComparer.Ordinal).ToArray();
        var validation = works.Length < 3 ? 0 : Math.Max(1, (int)Math.Round(works.Length * options.ValidationShare));
        var test = works.Length < 3 ? 0 : Math.Max(1, (int)Math.Round(works.Length * options.TestShare));
        var splitOf = new Dictionary<int, Split>();
        for (var i = 0; i < works.Length; i++)
            splitOf[works[i]] = i < validation ? Split.Validation : i < validation + test ? Split.Test : Split.Train;
        return [.. groups.Select(g => splitOf[g])];
    }

    private void Skip(string file, string reason)
    {
        _skipped.Add(new SkippedFile(file, reason));
        lock (_skipped) log.WriteLine($"skipped {file}: {reason}");
    }
}
