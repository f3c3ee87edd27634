using System.Collections.Concurrent;

namespace MusicGen.Training;

/// <summary>Reads many files on all cores and says how far it is: how <c>inspect</c> and <c>prepare</c> go through a folder.</summary>
internal static class ParallelReading
{
    /// <summary>Opening a file takes as long as reading so many bytes.</summary>
    private const long FileCost = 4096;

    /// <summary>Reads all files.</summary>
    /// <typeparam name="TFile">A file, as the caller knows it.</typeparam>
    /// <typeparam name="TRead">What is in it.</typeparam>
    /// <param name="files">The files.</param>
    /// <param name="pathOf">Path of one.</param>
    /// <param name="read">Reads one; called on any thread.</param>
    /// <param name="words">Progress, with places for the count done and the count of all: "read {0} of {1} files".</param>
    /// <param name="log">Progress goes here.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>What was read, in the order of the files.</returns>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public static TRead[] ReadAll<TFile, TRead>(
        List<TFile> files, Func<TFile, string> pathOf, Func<TFile, TRead> read, string words, TextWriter log, CancellationToken stop)
    {
        var results = new TRead[files.Count];
        var sizes = files.ConvertAll(file => new FileInfo(pathOf(file)) is { Exists: true, Length: var bytes } ? bytes + FileCost : FileCost);
        var progress = new WorkProgress(log, files.Count, sizes.Sum());
        var (done, part) = (0, 0L);
        // Dealt out one by one: a large file must not hold up the small ones queued behind it.
        var dealt = Partitioner.Create(Enumerable.Range(0, files.Count), EnumerablePartitionerOptions.NoBuffering);
        try
        {
            Parallel.ForEach(dealt, new ParallelOptions { CancellationToken = stop, MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
            {
                results[i] = read(files[i]);
                progress.Done(Interlocked.Increment(ref done), words, Interlocked.Add(ref part, sizes[i]));
            });
        }
        finally
        {
            progress.Leave();
        }

        return results;
    }
}
