using System.Text.Json;

namespace MusicGen.Edge.Page.Tests;

/// <summary>Holds a value against a schema, as far as the API's description uses schemas.</summary>
internal sealed class SchemaChecker(JsonElement document)
{
    public IReadOnlyList<string> Faults(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("$ref", out var reference)) return Faults(value, Resolve(reference.GetString()!), path);
        if (schema.TryGetProperty("oneOf", out var choices))
        {
            var fitting = choices.EnumerateArray().Count(choice => Faults(value, choice, path).Count == 0);
            return fitting == 1 ? [] : [$"{path}: fits {fitting} of the choices: {value.GetRawText()}"];
        }

        var faults = new List<string>();
        if (schema.TryGetProperty("type", out var type) && !IsOfType(value, type)) return [$"{path}: {type.GetRawText()} expected, found {value.GetRawText()}"];
        if (schema.TryGetProperty("enum", out var allowed) && !allowed.EnumerateArray().Any(one => JsonElement.DeepEquals(one, value)))
            faults.Add($"{path}: {allowed.GetRawText()} expected, found {value.GetRawText()}");
        if (value.ValueKind == JsonValueKind.Object) AddObjectFaults(value, schema, path, faults);
        if (value.ValueKind == JsonValueKind.Array) AddArrayFaults(value, schema, path, faults);
        return faults;
    }

    private static bool IsOfType(JsonElement value, JsonElement type) => type.ValueKind == JsonValueKind.Array
        ? type.EnumerateArray().Any(one => IsOfType(value, one))
        : type.GetString() switch
        {
            "object" => value.ValueKind == JsonValueKind.Object,
            "array" => value.ValueKind == JsonValueKind.Array,
            "string" => value.ValueKind == JsonValueKind.String,
            "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
            "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
            "number" => value.ValueKind == JsonValueKind.Number,
            "null" => value.ValueKind == JsonValueKind.Null,
            _ => false,
        };

    private void AddObjectFaults(JsonElement value, JsonElement schema, string path, List<string> faults)
    {
        var properties = schema.TryGetProperty("properties", out var known) ? known : default;
        var others = schema.TryGetProperty("additionalProperties", out var additional) ? additional : default;
        foreach (var property in value.EnumerateObject())
        {
            if (properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(property.Name, out var of)) faults.AddRange(Faults(property.Value, of, $"{path}.{property.Name}"));
            else if (others.ValueKind == JsonValueKind.Object) faults.AddRange(Faults(property.Value, others, $"{path}.{property.Name}"));
            else faults.Add($"{path}.{property.Name}: not described");
        }

        if (!schema.TryGetProperty("required", out var required)) return;
        foreach (var name in required.EnumerateArray())
            if (!value.TryGetProperty(name.GetString()!, out _)) faults.Add($"{path}.{name}: missing");
    }

    private void AddArrayFaults(JsonElement value, JsonElement schema, string path, List<string> faults)
    {
        if (schema.TryGetProperty("minItems", out var least) && value.GetArrayLength() < least.GetInt32()) faults.Add($"{path}: too short");
        if (schema.TryGetProperty("maxItems", out var most) && value.GetArrayLength() > most.GetInt32()) faults.Add($"{path}: too long");
        if (!schema.TryGetProperty("items", out var items)) return;
        foreach (var one in value.EnumerateArray()) faults.AddRange(Faults(one, items, path + "[]"));
    }

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(document, (element, name) => element.GetProperty(name));
}
