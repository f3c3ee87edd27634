namespace MusicGen.Edge;

/// <summary>The model packages of a folder: found by name, listed with what is wrong with those that do not fit.</summary>
internal sealed class ModelCatalog(string folder)
{
    /// <summary>Where the packages are.</summary>
    public string Folder { get; } = folder;

    /// <summary>Every package: the good ones loaded, the others with their refusal.</summary>
    public IReadOnlyList<(string Name, ModelPackage? Package, string? Refusal)> List()
    {
        if (!Directory.Exists(Folder)) return [];
        return
        [
            .. Directory.EnumerateDirectories(Folder)
                .Where(path => !Path.GetFileName(path).StartsWith('.'))
                .Order(StringComparer.Ordinal)
                .Select(Examine),
        ];
    }

    /// <summary>Loads a package by name, or by path where the text has a slash in it.</summary>
    /// <exception cref="UsageException">There is none of that name.</exception>
    /// <exception cref="ConfigurationException">It does not fit; the sentence says why and what to do.</exception>
    public ModelPackage Load(string nameOrPath)
    {
        var isPath = nameOrPath.Contains('/') || nameOrPath is "." or "..";
        var path = isPath ? Path.GetFullPath(nameOrPath) : Path.Combine(Folder, nameOrPath);
        if (!Directory.Exists(path))
        {
            var names = List().Select(p => p.Name).ToArray();
            var known = isPath ? "" : $"; there are: {(names.Length == 0 ? "none" : string.Join(", ", names))}";
            throw new UsageException($"A model package expected at '{path}', found none{known}. Give a name or a folder with --model.");
        }

        try
        {
            return ModelPackage.Load(path);
        }
        catch (InvalidDataException e)
        {
            throw new ConfigurationException(e.Message);
        }
    }

    private static (string Name, ModelPackage? Package, string? Refusal) Examine(string path)
    {
        try
        {
            return (Path.GetFileName(path), ModelPackage.Load(path), null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return (Path.GetFileName(path), null, e.Message);
        }
    }
}
