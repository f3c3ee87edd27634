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
        var files = FindFiles(stop);
        var fileCount = files.Count + _skipped.Count;
        using var journal = new WorkJournal(Path.Combine(options.OutFolder, "prepare.partial"), FormattableString.Invariant($"{string.Join('|', options.Folders)}, least {options.LeastNotes}, largest {options.LargestBytes}, pedal {options.Pedal}"));
        if (journal.FoundCount > 0) log.WriteLine($"going on where an earlier run was cut short: {journal.FoundCount} files are known");
        var read = ParallelReading.ReadAll(files, file => file.Path, file => ReadOne(file.Path, file.Name, journal), "read {0} of {1} files", log, stop);
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
        var summary = DatasetSummary.Of(pieces, fileCount, [.. _skipped.OrderBy(s => s.File, StringComparer.Ordinal)]);
        File.WriteAllText(Path.Combine(options.OutFolder, "dataset.json"), JsonSerializer.Serialize(summary, Json) + "\n");
        journal.Finish();
        return summary;
    }

    private List<(string Path, string Name)> FindFiles(CancellationToken stop)
    {
        var found = new List<(string, string)>();
        foreach (var folder in options.Folders)
        {
            if (!Directory.Exists(folder))
                throw new DirectoryNotFoundException($"A folder of MIDI files expected, but '{folder}' does not exist or is not a folder.");
            var search = new MidiSearch(folder);
            search.Run(stop);
            foreach (var refused in search.Refused) Skip(refused.File, refused.Reason);
            foreach (var file in search.Found.Where(file => file.IsNamedWrongly)) Skip(file.Name, "a MIDI file that is not named like one (.mid, .midi, .kar); rename it");
            found.AddRange(search.Found.Where(file => !file.IsNamedWrongly).Select(file => (file.Path, file.Name)));
        }

        if (found.Count == 0)
            throw new InvalidDataException($"MIDI files (.mid, .midi, .kar) expected in {string.Join(", ", options.Folders)}, but there are none; give another folder.");
        return found;
    }

    private Piece? ReadOne(string path, string name, WorkJournal journal)
    {
        var key = WorkJournal.KeyOf(path, name);
        Finding finding;
        if (journal.TryTake(key, out var known))
        {
            finding = Finding.From(known);
        }
        else
        {
            finding = Read(path, name);
            journal.Add(key, finding.ToBytes());
        }

        if (finding.Piece is null) Skip(name, finding.Words);
        else if (finding.Words.Length > 0) lock (_skipped) log.WriteLine($"damaged, read as far as possible: {name}: {finding.Words}");
        return finding.Piece;
    }

    private Finding Read(string path, string name)
    {
        try
        {
            FileInspector.RequireReadable(path, name, options.LargestBytes);
            var (piece, damage) = _reader.Read(path);
            return piece.Notes.Count >= options.LeastNotes
                ? new Finding(new Piece(name, piece.Notes, piece.Tempo, piece.Metres), damage ?? "")
                : new Finding(null, $"{piece.Notes.Count} notes, at least {options.LeastNotes} expected");
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new Finding(null, e.Message);
        }
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
        int validation = Kept(options.ValidationShare), test = Kept(options.TestShare);
        var splitOf = new Dictionary<int, Split>();
        for (var i = 0; i < works.Length; i++)
            splitOf[works[i]] = i < validation ? Split.Validation : i < validation + test ? Split.Test : Split.Train;
        return [.. groups.Select(g => splitOf[g])];

        int Kept(double share) => share switch
        {
            0 => 0,
            1 => works.Length,
            _ => works.Length < 3 ? 0 : Math.Max(1, (int)Math.Round(works.Length * share)),
        };
    }

    private void Skip(string file, string reason)
    {
        _skipped.Add(new SkippedFile(file, reason));
        lock (_skipped) log.WriteLine($"skipped {file}: {reason}");
    }

    /// <summary>What came of a file: a piece, perhaps damaged, or the reason why there is none.</summary>
    private sealed record Finding(Piece? Piece, string Words)
    {
        public static Finding From(byte[] bytes)
        {
            using var reader = new BinaryReader(new MemoryStream(bytes));
            var words = reader.ReadString();
            return new Finding(reader.ReadBoolean() ? DatasetFile.ReadPiece(reader).Piece : null, words);
        }

        public byte[] ToBytes()
        {
            using var bytes = new MemoryStream();
            using var writer = new BinaryWriter(bytes);
            writer.Write(Words);
            writer.Write(Piece is not null);
            if (Piece is not null) DatasetFile.WritePiece(writer, new DatasetPiece(Piece, Split.Train, 0));
            writer.Flush();
            return bytes.ToArray();
        }
    }
}
