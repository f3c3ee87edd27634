using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace MusicGen.Edge;

/// <summary><c>musicgen models</c>: the model packages with their card, and why the others are refused.</summary>
internal static class ModelsCommand
{
    private const string BitsPerNote = "bits_per_note";

    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var config = SharedOptions.Config();
        var folder = SharedOptions.Models();
        var json = SharedOptions.Json();
        var verb = new Verb(
            "models", "Lists the model packages with their card; those that do not fit with the reason.", "musicgen models", "musicgen models --json")
        {
            config, folder, json,
        };
        verb.SetAction(parsed =>
        {
            var options = OptionsFile.Load(parsed.GetValue(config), surroundings);
            var catalog = new ModelCatalog(Places.Models(parsed.GetValue(folder), options, surroundings));
            var found = catalog.List();
            if (parsed.GetValue(json)) PrintJson(found, surroundings.Out);
            else PrintTable(catalog.Folder, found, surroundings.Out);
            foreach (var (name, _, refusal) in found)
                if (refusal is not null) surroundings.Error.WriteLine($"config: {name}: {refusal}");
            return found.Any(m => m.Refusal is not null) ? ExitCode.Configuration : ExitCode.Done;
        });
        return verb;
    }

    private static void PrintTable(string folder, IReadOnlyList<(string Name, ModelPackage? Package, string? Refusal)> found, TextWriter output)
    {
        TextTable.Write(
            output,
            ["name", "network", "size", "bits/note", "time base", "licence", "data", "description"],
            [.. found.Where(m => m.Package is not null).Select(m => RowOf(m.Package!))]);
        if (found.Count == 0) output.WriteLine($"(no model package in '{folder}')");
    }

    private static IReadOnlyList<string> RowOf(ModelPackage package)
    {
        var manifest = package.Manifest;
        return
        [
            manifest.Name,
            $"{manifest.Layers}x{manifest.HiddenSize} {string.Join('+', manifest.Variants.Select(v => v.Name))}",
            string.Create(CultureInfo.InvariantCulture, $"{BytesOf(package) / 1e6:0.0} MB"),
            manifest.Metrics.TryGetValue(BitsPerNote, out var bits) ? bits.ToString("0.00", CultureInfo.InvariantCulture) : "-",
            manifest.TimeBase.ToString().ToLowerInvariant(),
            manifest.Training.Licence,
            string.Join(", ", manifest.Training.Sources.Select(s => $"{s.Name} ({s.Licence})")),
            manifest.Description,
        ];
    }

    private static void PrintJson(IReadOnlyList<(string Name, ModelPackage? Package, string? Refusal)> found, TextWriter output)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartArray();
            foreach (var (name, package, refusal) in found) WriteOne(json, name, package, refusal);
            json.WriteEndArray();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void WriteOne(Utf8JsonWriter json, string name, ModelPackage? package, string? refusal)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        if (refusal is not null) json.WriteString("refusal", refusal);
        if (package is not null) WriteCard(json, package);
        json.WriteEndObject();
    }

    /// <summary>Writes the fields of a model card.</summary>
    public static void WriteCard(Utf8JsonWriter json, ModelPackage package)
    {
        var manifest = package.Manifest;
        json.WriteString("folder", package.Folder);
        json.WriteString("description", manifest.Description);
        json.WriteString("recipe", manifest.Recipe);
        json.WriteString("timeBase", manifest.TimeBase.ToString().ToLowerInvariant());
        json.WriteNumber("layers", manifest.Layers);
        json.WriteNumber("hiddenSize", manifest.HiddenSize);
        json.WriteNumber("bytes", BytesOf(package));
        json.WriteString("vocabularyHash", manifest.VocabularyHash);
        json.WriteString("licence", manifest.Training.Licence);
        json.WriteStartArray("variants");
        foreach (var variant in manifest.Variants) json.WriteStringValue(variant.Name);
        json.WriteEndArray();
        json.WriteStartArray("data");
        foreach (var source in manifest.Training.Sources)
        {
            json.WriteStartObject();
            json.WriteString("name", source.Name);
            json.WriteString("licence", source.Licence);
            json.WriteString("credit", source.Credit);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartObject("metrics");
        foreach (var (key, value) in manifest.Metrics) json.WriteNumber(key, value);
        json.WriteEndObject();
    }

    private static long BytesOf(ModelPackage package) =>
        package.Manifest.Sha256.Keys.Sum(file => new FileInfo(package.PathOf(file)).Length);
}
