namespace MusicGen.Training.Tests;

/// <summary>The model packages of the repository's <c>models</c> folder.</summary>
internal static class ShippedPackages
{
    public static IReadOnlyList<ModelPackage> All { get; } = [.. Folders().Select(ModelPackage.Load)];

    public static void CopyTo(ModelPackage package, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var file in Directory.GetFiles(package.Folder)) File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
    }

    private static IEnumerable<string> Folders()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "MusicGen.Edge.sln"))) continue;
            var models = Path.Combine(folder.FullName, "models");
            return Directory.Exists(models) ? Directory.GetDirectories(models).Order(StringComparer.Ordinal) : [];
        }

        return [];
    }
}
