using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace MusicGen.Training;

/// <summary>
/// Looks through a folder for <c>inspect</c>, on all cores. Of each file only its row, the hash of its notes and its sketch are kept, so that memory
/// grows with the number of files and not with the music in them; those are also written down, so that a look that was cut short goes on.
/// </summary>
internal sealed class FolderInspector(FileInspector inspector, TextWriter log, string? journalPath = null)
{
    private readonly ConcurrentBag<SkippedFile> _refused = [];
    private readonly Dictionary<string, (int Files, long Notes)> _instruments = [];

    /// <summary>Looks at everything in the folder.</summary>
    /// <exception cref="InvalidDataException">There is no file at all that is called a MIDI file or begins like one.</exception>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public FolderInspection Run(string folder, CancellationToken stop)
    {
        var search = new MidiSearch(folder);
        search.Run(stop);
        if (search.Found.Count == 0)
            throw new InvalidDataException($"MIDI files (.mid, .midi, .kar) expected in '{folder}', but there are none among {search.OtherFiles} files; give another folder.");
        using var journal = new WorkJournal(journalPath ?? JournalOf(folder), inspector.Settings);
        if (journal.FoundCount > 0) log.WriteLine($"going on where an earlier look was cut short: {journal.FoundCount} files are known");
        var looked = ParallelReading.ReadAll(search.Found, file => file.Path, file => Look(file, journal), "looked at {0} of {1} files", log, stop).OfType<Looked>().ToList();
        CountInstruments(looked);
        var (copies, versions) = Compare(looked, stop);
        var inspection = new FolderInspection
        {
            Folder = folder,
            Read = looked.Count,
            Notes = looked.Sum(file => (long)file.Row.Notes),
            Hours = Math.Round(looked.Sum(file => file.Row.Seconds) / 3600, 3),
            OtherFiles = search.OtherFiles,
            Instruments = [.. _instruments.OrderByDescending(i => i.Value.Notes).ThenBy(i => i.Key, StringComparer.Ordinal).Select(i => new InstrumentTotal(i.Key, i.Value.Files, i.Value.Notes))],
            Copies = copies,
            Versions = versions,
            Files = [.. looked.Select(file => file.Row)],
            Refused = [.. search.Refused.Concat(_refused).OrderBy(refused => refused.File, StringComparer.Ordinal)],
        };
        journal.Finish();
        return inspection;
    }

    /// <summary>Where the findings about a folder are kept while it is looked through: among the user's caches, since the folder may not be ours to write to.</summary>
    private static string JournalOf(string folder)
    {
        var caches = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } given
            ? given
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache");
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(folder))))[..16];
        return Path.Combine(caches, "musicgen", $"inspect-{name}.partial");
    }

    private Looked? Look((string Path, string Name, bool IsNamedWrongly) file, WorkJournal journal)
    {
        var key = WorkJournal.KeyOf(file.Path, file.Name);
        if (journal.TryTake(key, out var known) && JsonSerializer.Deserialize<Finding>(known) is { } before)
        {
            // Where this look is cut short as well, the next one goes on from both.
            if (before.Reason is not null) _refused.Add(new SkippedFile(file.Name, before.Reason));
            return before.Looked;
        }

        var finding = ReadOne(file);
        if (finding.Reason is not null) _refused.Add(new SkippedFile(file.Name, finding.Reason));
        journal.Add(key, JsonSerializer.SerializeToUtf8Bytes(finding));
        return finding.Looked;
    }

    private Finding ReadOne((string Path, string Name, bool IsNamedWrongly) file)
    {
        try
        {
            var (inspection, piece) = inspector.Inspect(file.Path, file.Name);
            var instruments = inspection.Instruments.GroupBy(use => use.Name).ToDictionary(group => group.Key, group => group.Sum(use => (long)use.Notes));
            IReadOnlyList<string> suspicions = file.IsNamedWrongly ? [Suspicion.WrongName, .. inspection.Suspicions] : inspection.Suspicions;
            var row = new FileRow(file.Name, inspection.Notes, inspection.Seconds, [.. instruments.Keys], inspection.Pedal.PressCount > 0, suspicions);
            return new Finding(new Looked(row, DuplicateFinder.NotesHash(piece), DuplicateFinder.Sketch(piece), instruments), null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new Finding(null, e.Message);
        }
    }

    private void CountInstruments(List<Looked> looked)
    {
        foreach (var (instrument, notes) in looked.SelectMany(file => file.Instruments))
        {
            var (files, before) = _instruments.GetValueOrDefault(instrument);
            _instruments[instrument] = (files + 1, before + notes);
        }
    }

    private (IReadOnlyList<IReadOnlyList<string>> Copies, IReadOnlyList<IReadOnlyList<string>> Versions) Compare(List<Looked> looked, CancellationToken stop)
    {
        stop.ThrowIfCancellationRequested();
        var unique = looked.DistinctBy(file => file.Hash).ToList();
        if (unique.Count > 1)
            log.WriteLine($"finding versions of one work among {unique.Count} pieces");
        var works = DuplicateFinder.Group([.. unique.Select(file => file.Sketch)]);
        return (
            [.. looked.GroupBy(file => file.Hash).Where(group => group.Count() > 1).Select(Names)],
            [.. unique.Zip(works).GroupBy(pair => pair.Second, pair => pair.First).Where(group => group.Count() > 1).Select(Names)]);

        static IReadOnlyList<string> Names(IEnumerable<Looked> files) => [.. files.Select(file => file.Row.File)];
    }

    private sealed record Looked(FileRow Row, string Hash, ulong[] Sketch, Dictionary<string, long> Instruments);

    private sealed record Finding(Looked? Looked, string? Reason);
}
