namespace MusicGen.Edge;

/// <summary>Reads the phrase that a performance continues from a MIDI file.</summary>
internal static class SeedReader
{
    /// <summary>The notes of a file as the model sees them; none where there is no file to read.</summary>
    /// <param name="path">Path of a MIDI file, or null.</param>
    /// <param name="codec">The model's codec.</param>
    /// <param name="isAsked">Whether the command line named the file; otherwise a preset did.</param>
    /// <exception cref="UsageException">The file named on the command line is missing or no MIDI file.</exception>
    /// <exception cref="ConfigurationException">The file named in a preset is.</exception>
    public static Note[] Read(string? path, NoteCodec codec, bool isAsked)
    {
        if (path is null) return [];
        try
        {
            return codec.Quantise(new MidiPieceReader().Read(path).Piece);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            var sentence = $"A MIDI file with a phrase expected at '{Path.GetFullPath(path)}', found otherwise: {e.Message}";
            throw isAsked ? new UsageException(sentence) : new ConfigurationException(sentence);
        }
    }
}
