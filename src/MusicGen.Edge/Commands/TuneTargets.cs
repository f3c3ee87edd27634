namespace MusicGen.Edge;

/// <summary>The files that <c>render</c> is to write, sorted by what goes into them.</summary>
/// <param name="WavPaths">WAV files.</param>
/// <param name="MidiPaths">MIDI files.</param>
/// <param name="ScorePaths">Sheet music, MusicXML files.</param>
/// <param name="LogPaths">Event logs.</param>
internal sealed record TuneTargets(
    IReadOnlyList<string> WavPaths, IReadOnlyList<string> MidiPaths, IReadOnlyList<string> ScorePaths, IReadOnlyList<string> LogPaths)
{
    /// <summary>All files.</summary>
    public IEnumerable<string> All => [.. WavPaths, .. MidiPaths, .. ScorePaths, .. LogPaths];

    /// <summary>Sorts paths by their extension.</summary>
    /// <exception cref="UsageException">An extension is not one that can be written.</exception>
    public static TuneTargets From(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (!IsWav(path) && !IsMidi(path) && !IsScore(path) && !IsLog(path))
                throw new UsageException($"A file name ending in .wav, .mid, .musicxml or, for a visit, .jsonl expected for --out, found '{path}'.");
        }

        return new TuneTargets(
            [.. paths.Where(IsWav).Distinct()], [.. paths.Where(IsMidi).Distinct()], [.. paths.Where(IsScore).Distinct()], [.. paths.Where(IsLog).Distinct()]);
    }

    private static bool IsWav(string path) => path.EndsWith(".wav", StringComparison.OrdinalIgnoreCase);

    private static bool IsLog(string path) => path.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    private static bool IsMidi(string path) =>
        path.EndsWith(".mid", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".midi", StringComparison.OrdinalIgnoreCase);

    private static bool IsScore(string path) => path.EndsWith(".musicxml", StringComparison.OrdinalIgnoreCase);
}
