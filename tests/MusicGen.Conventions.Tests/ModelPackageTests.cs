using System.Security.Cryptography;
using System.Text.Json;

namespace MusicGen.Conventions.Tests;

/// <summary>Every folder under models/ is whole: manifest, golden vector and card are there, and the manifest's hashes are right.</summary>
public sealed class ModelPackageTests
{
    private static IEnumerable<string> Packages =>
        Repository.Files.Where(file => file.StartsWith("models/") && file.Count(letter => letter == '/') > 1).Select(file => file.Split('/')[1]).Distinct();

    [Fact]
    public void EveryPackageHasManifestGoldenVectorAndCard()
    {
        var missing = from package in Packages
                      from name in new[] { "manifest.json", "golden.json", "README.md" }
                      where !Repository.Files.Contains($"models/{package}/{name}")
                      select $"models/{package}/{name}";

        SourceText.AssertNone(missing.ToList(), "A model package is shipped whole.");
    }

    [Fact]
    public void HashesInTheManifestAreThoseOfTheFiles()
    {
        var wrong = from package in Packages
                    from entry in HashesOf(package)
                    where entry.Value != HashOf($"models/{package}/{entry.Key}")
                    select $"models/{package}/{entry.Key}: manifest says {entry.Value}, file has {HashOf($"models/{package}/{entry.Key}")}";

        SourceText.AssertNone(wrong.ToList(), "Export the package again; nobody edits it by hand.");
    }

    [Fact]
    public void EveryFileOfAPackageIsInItsManifest()
    {
        var unlisted = from package in Packages
                       let listed = HashesOf(package)
                       from file in Repository.Files.Where(file => file.StartsWith($"models/{package}/"))
                       let name = file[$"models/{package}/".Length..]
                       where name is not ("manifest.json" or "README.md") && !listed.ContainsKey(name)
                       select file;

        SourceText.AssertNone(unlisted.ToList(), "The manifest lists every file of its package.");
    }

    [Fact]
    public void EveryCardNamesLicenceDataSeedAndCommand()
    {
        var missing = from package in Packages
                      let card = Repository.Text($"models/{package}/README.md")
                      from word in new[] { "licence", "data", "seed", "musicgen-train" }
                      where !card.Contains(word, StringComparison.OrdinalIgnoreCase)
                      select $"models/{package}/README.md does not say: {word}";

        SourceText.AssertNone(missing.ToList(), "A card says where the model comes from.");
    }

    private static Dictionary<string, string> HashesOf(string package)
    {
        using var manifest = JsonDocument.Parse(Repository.Text($"models/{package}/manifest.json"));
        return manifest.RootElement.GetProperty("sha256").EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetString()!);
    }

    private static string HashOf(string file)
    {
        var path = Path.Combine(Repository.Root, file);
        return File.Exists(path) ? Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path))) : "no such file";
    }
}
