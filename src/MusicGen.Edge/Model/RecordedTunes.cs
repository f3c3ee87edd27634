namespace MusicGen.Edge;

/// <summary>The recorded tunes of a box: those it kept of its own playing, and those that come with the program.</summary>
internal static class RecordedTunes
{
    private const int MostTunes = 24;
    private const int FewestNotes = 16;

    /// <summary>Opens what there is as a model; a file at fault is left out with a sentence.</summary>
    /// <param name="options">Where the box's own recordings are.</param>
    /// <param name="surroundings">The machine.</param>
    /// <param name="say">Receives one sentence per file at fault.</param>
    /// <exception cref="ConfigurationException">There is no tune at all.</exception>
    public static (ModelPackage Package, INoteModel Model) Open(EdgeOptions options, Surroundings surroundings, Action<string> say)
    {
        var package = ModelPackage.WithoutGraphs(
            "recorded tunes", "Recorded tunes, where no network runs.", NoteCodec.CreateVocabulary(TimeBase.Performed));
        var tunes = new List<Note[]>();
        foreach (var path in Files(options, surroundings))
        {
            if (Read(path, package.Codec, say) is { } notes) tunes.Add(notes);
            if (tunes.Count == MostTunes) break;
        }

        if (tunes.Count == 0)
            throw new ConfigurationException($"Recorded tunes, *.mid, expected in '{ShippedFolder(surroundings)}', found none; install the program anew.");
        return (package, new RecordedTunesModel(package.Codec, tunes, Random.Shared.Next(tunes.Count)));
    }

    private static string ShippedFolder(Surroundings surroundings) => Path.Combine(surroundings.ProgramFolder, "Data/tunes");

    // What comes with the program is known to be good music; a box's own recordings make it less of a round.
    private static IEnumerable<string> Files(EdgeOptions options, Surroundings surroundings)
    {
        var own = MidiFilesIn(Places.Recordings(options, surroundings)).OrderDescending(StringComparer.Ordinal).Take(MostTunes / 2);
        return MidiFilesIn(ShippedFolder(surroundings)).Order(StringComparer.Ordinal).Concat(own);
    }

    private static IEnumerable<string> MidiFilesIn(string folder)
    {
        try
        {
            return Directory.GetFiles(folder, "*.mid");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    private static Note[]? Read(string path, NoteCodec codec, Action<string> say)
    {
        try
        {
            var notes = codec.Quantise(new MidiPieceReader().Read(path).Piece);
            return notes.Length >= FewestNotes ? notes : null;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            say($"recorded tune left out: {e.Message}");
            return null;
        }
    }
}
