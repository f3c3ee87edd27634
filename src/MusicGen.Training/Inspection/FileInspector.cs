using System.Globalization;

namespace MusicGen.Training;

/// <summary>Opens one file for <c>inspect</c>, within a bound on its size, so that a folder of anything fits in memory.</summary>
internal sealed class FileInspector(bool extendsByPedal, long largestBytes)
{
    /// <summary>What the findings depend on.</summary>
    public string Settings => FormattableString.Invariant($"pedal {extendsByPedal}, largest {largestBytes}");

    private readonly MidiFileFactsReader _reader = new(extendsByPedal);

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="name">What it is called in results and messages.</param>
    /// <exception cref="InvalidDataException">It is empty, too large, no MIDI file or without notes.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public (FileInspection Inspection, Piece Piece) Inspect(string path, string name)
    {
        var bytes = RequireReadable(path, name, largestBytes);
        var facts = _reader.Read(File.ReadAllBytes(path), name);
        return (FileInspection.Of(facts, name, bytes), facts.Piece);
    }

    /// <summary>Looks whether a file is worth opening: neither empty nor larger than memory is to be spent on.</summary>
    /// <returns>Its length in bytes.</returns>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public static long RequireReadable(string path, string name, long largestBytes)
    {
        // The length comes first: opening a pipe, which has none, would wait for ever.
        var bytes = new FileInfo(path).Length;
        if (bytes == 0)
            throw new InvalidDataException($"A MIDI file is expected, but '{name}' is empty.");
        if (bytes > largestBytes)
            throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"A MIDI file of at most {largestBytes / 1048576.0:F0} MiB is expected, but '{name}' has {bytes / 1048576.0:F1}; raise --largest if it is music."));
        return bytes;
    }
}
