using System.Globalization;
using System.Text.Json;

namespace MusicGen.Edge;

/// <summary>
/// One object of a configuration or preset file, read strictly: a value of the wrong kind, a value out of range and a
/// key that nobody asked for are faults, collected so that a person sees all of them at once.
/// </summary>
internal sealed class JsonSection
{
    private readonly JsonElement _element;
    private readonly string _path;
    private readonly List<string> _faults;
    private readonly List<string> _known = [];

    private JsonSection(JsonElement element, string path, List<string> faults)
    {
        _element = element;
        _path = path;
        _faults = faults;
    }

    /// <summary>Reads a file's text and hands its outermost object to <paramref name="read"/>.</summary>
    /// <param name="file">Name of the file, for the faults.</param>
    /// <param name="text">Its text; comments and trailing commas are allowed.</param>
    /// <param name="faults">Receives one sentence per fault, each beginning with the file's name.</param>
    /// <param name="read">Takes the values out; afterwards all other keys are faults.</param>
    public static void Read(string file, string text, List<string> faults, Action<JsonSection> read)
    {
        var found = new List<string>();
        try
        {
            var options = new JsonDocumentOptions
            {
                CommentHandling = JsonCommentHandling.Skip,
                AllowTrailingCommas = true,
                AllowDuplicateProperties = false,
            };
            using var document = JsonDocument.Parse(text, options);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                found.Add($"an object expected, found {KindOf(document.RootElement)}");
            }
            else
            {
                var section = new JsonSection(document.RootElement, "", found);
                read(section);
                section.End();
            }
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" at line {line + 1}" : "";
            found.Add($"JSON expected, found something else{place}: {FirstSentence(e.Message)}");
        }

        faults.AddRange(found.Select(fault => $"{file}: {fault}"));
    }

    /// <summary>All keys that are there.</summary>
    public IEnumerable<string> Names => _element.EnumerateObject().Select(property => property.Name);

    /// <summary>Adds a fault about one key.</summary>
    public void Fault(string name, string sentence) => _faults.Add($"'{_path}{name}': {sentence}");

    /// <summary>A text, or null where the key is absent.</summary>
    public string? Text(string name)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0) return value.GetString();
        Fault(name, $"a text expected, found {KindOf(value)}");
        return null;
    }

    /// <summary>A text that must be there.</summary>
    public string RequiredText(string name)
    {
        if (!_element.TryGetProperty(name, out _)) Fault(name, "a text expected, found nothing; add the key");
        return Text(name) ?? "";
    }

    /// <summary>A number in a range, or null where the key is absent.</summary>
    public double? Number(string name, double least, double most)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most)
            return number;
        Fault(name, string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most} expected, found {KindOf(value)}"));
        return null;
    }

    /// <summary>A number in a range that must be there.</summary>
    public double RequiredNumber(string name, double least, double most)
    {
        if (!_element.TryGetProperty(name, out _)) Fault(name, "a number expected, found nothing; add the key");
        return Number(name, least, most) ?? least;
    }

    /// <summary>Whether the key is there with the value null.</summary>
    public bool IsNull(string name) => TryGet(name, out var value) && value.ValueKind == JsonValueKind.Null;

    /// <summary>All other keys are somebody else's.</summary>
    public void PassOverTheRest()
    {
        foreach (var property in _element.EnumerateObject()) _known.Add(property.Name);
    }

    /// <summary>A whole number in a range, or null where the key is absent.</summary>
    public int? Integer(string name, int least, int most)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Fault(name, $"a whole number from {least} to {most} expected, found {KindOf(value)}");
        return null;
    }

    /// <summary>True or false, or null where the key is absent.</summary>
    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind is JsonValueKind.True or JsonValueKind.False) return value.GetBoolean();
        Fault(name, $"true or false expected, found {KindOf(value)}");
        return null;
    }

    /// <summary>A text, or a whole number as text; null where the key is absent.</summary>
    public string? Word(string name)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number)) return number.ToString(CultureInfo.InvariantCulture);
        if (value.ValueKind == JsonValueKind.String && value.GetString()!.Length > 0) return value.GetString();
        Fault(name, $"a text or a whole number expected, found {KindOf(value)}");
        return null;
    }

    /// <summary>Hands each object of a list to <paramref name="read"/> where the key is there; their other keys are faults.</summary>
    public void Sections(string name, Action<JsonSection> read)
    {
        if (!TryGet(name, out var value)) return;
        if (value.ValueKind != JsonValueKind.Array)
        {
            Fault(name, $"a list expected, found {KindOf(value)}");
            return;
        }

        var index = 0;
        foreach (var entry in value.EnumerateArray())
        {
            var place = $"{name}[{index++}]";
            if (entry.ValueKind != JsonValueKind.Object)
            {
                Fault(place, $"an object expected, found {KindOf(entry)}");
                continue;
            }

            var section = new JsonSection(entry, $"{_path}{place}.", _faults);
            read(section);
            section.End();
        }
    }

    /// <summary>Hands an inner object to <paramref name="read"/> where the key is there; its other keys are faults.</summary>
    public void Section(string name, Action<JsonSection> read)
    {
        if (!TryGet(name, out var value)) return;
        if (value.ValueKind != JsonValueKind.Object)
        {
            Fault(name, $"an object expected, found {KindOf(value)}");
            return;
        }

        var section = new JsonSection(value, $"{_path}{name}.", _faults);
        read(section);
        section.End();
    }

    private static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Null => "null",
        JsonValueKind.String => $"the text \"{value.GetString()}\"",
        _ => value.GetRawText(),
    };

    private static string FirstSentence(string text)
    {
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return end < 0 ? text : text[..(end + 1)];
    }

    private bool TryGet(string name, out JsonElement value)
    {
        if (!_known.Contains(name)) _known.Add(name);
        return _element.TryGetProperty(name, out value);
    }

    private void End()
    {
        foreach (var property in _element.EnumerateObject())
        {
            if (_known.Contains(property.Name)) continue;
            Fault(property.Name, $"not a known key; known here: {string.Join(", ", _known)}");
        }
    }
}
