namespace MusicGen.Edge;

/// <summary>Where presets and models are found when nobody says: beside the program, or above it in its repository.</summary>
internal static class Places
{
    /// <summary>The folder of presets.</summary>
    /// <param name="asked">Folder of the command line, or null.</param>
    /// <param name="options">The configuration.</param>
    /// <param name="surroundings">Where the program is.</param>
    public static string Presets(string? asked, EdgeOptions options, Surroundings surroundings) =>
        Path.GetFullPath(asked ?? options.PresetsFolder ?? Path.Combine(surroundings.ProgramFolder, "Data/presets"));

    /// <summary>The folder of model packages; the nearest <c>models</c> beside the program or above it where nobody says.</summary>
    /// <inheritdoc cref="Presets"/>
    public static string Models(string? asked, EdgeOptions options, Surroundings surroundings)
    {
        if ((asked ?? options.ModelsFolder) is { } folder) return Path.GetFullPath(folder);
        for (var above = new DirectoryInfo(surroundings.ProgramFolder); above is not null; above = above.Parent)
        {
            var models = Path.Combine(above.FullName, "models");
            if (Directory.Exists(models)) return models;
        }

        return Path.Combine(Path.GetFullPath(surroundings.ProgramFolder), "models");
    }

    /// <summary>The folder of what the box remembers and records: the service's, or the user's own.</summary>
    public static string State(EdgeOptions options, Surroundings surroundings) => Path.GetFullPath(options.StateFolder ?? surroundings.StateFolder);

    /// <summary>The folder of recordings.</summary>
    public static string Recordings(EdgeOptions options, Surroundings surroundings) =>
        options.Recordings.Folder ?? Path.Combine(State(options, surroundings), "recordings");
}
