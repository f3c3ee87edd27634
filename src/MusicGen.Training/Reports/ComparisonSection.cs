using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MusicGen.Training;

/// <summary>The part of a report that shows a file of figures, as <c>evaluate --json</c> writes it: numbers as bars beside each other, and as tables.</summary>
internal static class ComparisonSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="page">Where to.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidDataException">It is no JSON object.</exception>
    public static void Write(HtmlPage page, string path)
    {
        JsonObject root;
        try
        {
            root = JsonNode.Parse(File.ReadAllText(path))?.AsObject() ?? throw new InvalidDataException("it is empty");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or InvalidDataException)
        {
            throw new InvalidDataException($"A file of figures, as 'evaluate --json' writes it, expected at '{path}', but it is something else: {e.Message}", e);
        }

        page.Section($"Comparison {Path.GetFileNameWithoutExtension(path)}");
        page.Facts(root.Where(entry => entry.Value is JsonValue).Select(entry => (Words(entry.Key), Text(entry.Value))));
        foreach (var (name, node) in root)
        {
            if (node is JsonArray { Count: > 0 } array && array.All(row => row is JsonObject)) WriteRows(page, Words(name), [.. array.Select(row => Flat(row!.AsObject()))]);
            else if (node is JsonObject group) page.Table([Words(name), "value"], [.. Flat(group).Select(entry => new[] { entry.Name, entry.Value })]);
        }
    }

    private static void WriteRows(HtmlPage page, string name, IReadOnlyList<List<(string Name, string Value)>> rows)
    {
        page.Heading(name);
        var heads = rows.SelectMany(row => row.Select(entry => entry.Name)).Distinct().ToList();
        var series = heads.Skip(1).Where(head => head.EndsWith("area", StringComparison.OrdinalIgnoreCase)).Take(3).ToList();
        if (series.Count > 0)
        {
            page.Chart(GroupedBars.Inline(
                (name, "overlap area, 1 = the same"),
                [.. rows.Select(row => row[0].Value)],
                [.. series.Select(head => (head.Split(',')[0], (IReadOnlyList<double>)[.. rows.Select(row => Number(row, head))]))]));
        }

        page.Table(heads, [.. rows.Select(row => heads.Select(head => row.Find(entry => entry.Name == head).Value ?? "").ToArray())]);
    }

    private static double Number(List<(string Name, string Value)> row, string head) =>
        double.TryParse(row.Find(entry => entry.Name == head).Value, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The values of an object, those of objects in it with the name of both: "generated, area".</summary>
    private static List<(string Name, string Value)> Flat(JsonObject node, string before = "")
    {
        var flat = new List<(string, string)>();
        foreach (var (name, value) in node)
        {
            var whole = before.Length == 0 ? Words(name) : $"{before}, {Words(name)}";
            if (value is JsonObject inner) flat.AddRange(Flat(inner, name == "values" ? before : whole));
            else flat.Add((whole, Text(value)));
        }

        return flat;
    }

    private static string Text(JsonNode? node) => node switch
    {
        null => "",
        JsonArray array => string.Join(", ", array.Select(Text)),
        JsonValue value when value.TryGetValue<double>(out var number) => number.ToString(Math.Abs(number) >= 1000 || number == Math.Round(number) ? "0.##" : "0.0000", CultureInfo.InvariantCulture),
        _ => node.ToString(),
    };

    // "meanOverlap" → "mean overlap".
    private static string Words(string name) => string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 && !char.IsUpper(name[i - 1]) ? " " + char.ToLowerInvariant(letter) : i == 0 ? char.ToLowerInvariant(letter).ToString() : letter.ToString()));
}
