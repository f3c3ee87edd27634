using System.Globalization;
using System.Text.Json;

namespace MusicGen.Edge;

/// <summary>The fields of one message of a page, each asked for once; what was not asked for is a fault.</summary>
internal sealed class MessageFields(JsonElement message)
{
    private int _asked;

    /// <summary>What does not fit, or null.</summary>
    public string? Fault { get; private set; }

    /// <summary>Whether all that was asked for fits and nothing else is there.</summary>
    public bool IsAll
    {
        get
        {
            if (Fault is null && message.GetPropertyCount() != _asked) Fault = "fields of another type found";
            return Fault is null;
        }
    }

    /// <summary>A text, or null.</summary>
    public string? Text(string name)
    {
        if (!TryGet(name, out var value)) return null;
        if (value.ValueKind == JsonValueKind.String) return value.GetString();
        Fault ??= $"'{name}': a text expected";
        return null;
    }

    /// <summary>A text, or null where null stands there; nothing else fits.</summary>
    public string? TextOrNull(string name)
    {
        if (TryGet(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Null) return value.GetString();
        Fault ??= $"'{name}': a text or null expected";
        return null;
    }

    /// <summary>A whole number in a range, or null.</summary>
    public int? Whole(string name, int least, int most)
    {
        if (TryGet(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= least && number <= most)
            return number;
        Fault ??= $"'{name}': a whole number from {least} to {most} expected";
        return null;
    }

    /// <summary>A number in a range, NaN where null stands there, or null where nothing fits.</summary>
    public double? NumberOrNull(string name, double least, double most)
    {
        if (TryGet(name, out var value))
        {
            if (value.ValueKind == JsonValueKind.Null) return double.NaN;
            if (value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= least && number <= most) return number;
        }

        Fault ??= string.Create(CultureInfo.InvariantCulture, $"'{name}': a number from {least} to {most}, or null, expected");
        return null;
    }

    private bool TryGet(string name, out JsonElement value)
    {
        var isThere = message.TryGetProperty(name, out value);
        if (isThere) _asked++;
        return isThere;
    }
}
