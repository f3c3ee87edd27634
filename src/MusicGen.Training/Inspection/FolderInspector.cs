using System.Collections.Concurrent;

namespace MusicGen.Training;

/// <summary>
/// Looks through a folder for <c>inspect</c>, on all cores. Of each file only its row, the hash of its notes and its sketch are kept, so that memory
/// grows with the number of files and not with the music in them.
/// </summary>
internal sealed class FolderInspector(FileInspector inspector, TextWriter log)
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
        var looked = ReadAll(search.Found, stop).OfType<Looked>().ToList();
        var (copies, versions) = Compare(looked, stop);
        return new FolderInspection
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
    }

    private Looked?[] ReadAll(List<(string Path, string Name, bool IsNamedWrongly)> files, CancellationToken stop)
    {
        var looked = new Looked?[files.Count];
        var line = new ProgressLine(log);
        var done = 0;
        var interval = line.IsLive ? 50 : 500;

        // Dealt out one by one: a large file must not hold up the small ones queued behind it.
        var dealt = Partitioner.Create(Enumerable.Range(0, files.Count), EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(dealt, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            looked[i] = ReadOne(files[i].Path, files[i].Name, files[i].IsNamedWrongly);
            var count = Interlocked.Increment(ref done);
            if (count % interval == 0 || count == files.Count)
                lock (line) line.Show($"looked at {count}/{files.Count} files, {_refused.Count} refused");
        });
        line.End();
        return looked;
    }

    private Looked? ReadOne(string path, string name, bool isNamedWrongly)
    {
        try
        {
            var (inspection, piece) = inspector.Inspect(path, name);
            var instruments = inspection.Instruments.GroupBy(use => use.Name).ToDictionary(group => group.Key, group => group.Sum(use => (long)use.Notes));
            lock (_instruments)
            {
                foreach (var (instrument, notes) in instruments)
                {
                    var (files, before) = _instruments.GetValueOrDefault(instrument);
                    _instruments[instrument] = (files + 1, before + notes);
                }
            }

            IReadOnlyList<string> suspicions = isNamedWrongly ? [Suspicion.WrongName, .. inspection.Suspicions] : inspection.Suspicions;
            var row = new FileRow(name, inspection.Notes, inspection.Seconds, [.. instruments.Keys], inspection.Pedal.PressCount > 0, suspicions);
            return new Looked(row, DuplicateFinder.NotesHash(piece), DuplicateFinder.Sketch(piece));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _refused.Add(new SkippedFile(name, e.Message));
            return null;
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

    private sealed record Looked(FileRow Row, string Hash, ulong[] Sketch);
}
