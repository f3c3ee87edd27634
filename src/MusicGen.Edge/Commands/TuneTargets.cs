namespace MusicGen.Edge;

/// <summary>The files that <c>render</c> is to write, sorted by what goes into them.</summary>
/// <param name="WavPaths">WAV files.</param>
/// <param name="MidiPaths">MIDI files.</param>
internal sealed record TuneTargets(IReadOnlyList<string> WavPaths, IReadOnlyList<string> MidiPaths)
{
    /// <summary>Sorts paths by their extension.</summary>
    /// <exception cref="UsageException">An extension is not one that can be written.</exception>
    public static TuneTargets From(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (IsWav(path) || IsMidi(path)) continue;
            var later = Path.GetExtension(path) is ".musicxml" or ".xml" ? "; MusicXML cannot be written yet" : "";
            throw new UsageException($"A file name ending in .wav or .mid expected for --out, found '{path}'{later}.");
        }

        return new TuneTargets([.. paths.Where(IsWav).Distinct()], [.. paths.Where(IsMidi).Distinct()]);
    }

    private static bool IsWav(string path) => path.EndsWith(".wav", StringComparison.OrdinalIgnoreCase);

    private static bool IsMidi(string path) =>
        path.EndsWith(".mid", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".midi", StringComparison.OrdinalIgnoreCase);
}
