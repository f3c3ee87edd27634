using System.Text.Json;

namespace MusicGen.Edge;

/// <summary>Writes the lists that the page fetches once: presets, parameters, models, recordings and their notes.</summary>
internal static class PageCatalogs
{
    /// <summary>The presets, in the order of their buttons.</summary>
    public static byte[] Presets(IReadOnlyList<Preset> presets) => List("presets", presets, (json, preset) =>
    {
        json.WriteString("name", preset.Name);
        json.WriteString("title", preset.Title);
        json.WriteString("description", preset.Description);
        json.WriteString("model", preset.Model);
    });

    /// <summary>All that can be turned.</summary>
    public static byte[] Steering() => List("parameters", SteeringParameter.All, (json, parameter) =>
    {
        json.WriteString("name", parameter.Name);
        json.WriteString("title", parameter.Title);
        json.WriteString("unit", parameter.Unit);
        json.WriteNumber("least", parameter.Least);
        json.WriteNumber("most", parameter.Most);
        json.WriteNumber("step", parameter.Step);
        json.WriteStartArray("choices");
        foreach (var choice in parameter.Choices) json.WriteStringValue(choice);
        json.WriteEndArray();
    });

    /// <summary>The models with their cards; those that do not fit with the reason.</summary>
    public static byte[] Models(IReadOnlyList<(string Name, ModelPackage? Package, string? Refusal)> models) => List("models", models, (json, model) =>
    {
        json.WriteString("name", model.Name);
        json.WriteString("refusal", model.Refusal);
        if (model.Package is not null) ModelsCommand.WriteCard(json, model.Package);
    });

    /// <summary>The recordings.</summary>
    public static byte[] Recordings(IReadOnlyList<Recording> recordings) => List("recordings", recordings, (json, recording) =>
    {
        json.WriteString("name", recording.FileName);
        json.WriteNumber("bytes", recording.Bytes);
        json.WriteString("startedAt", recording.Started);
        json.WriteString("preset", recording.Preset);
        json.WriteNumber("seconds", recording.Seconds);
        json.WriteNumber("noteCount", recording.NoteCount);
        json.WriteBoolean("isKept", recording.IsKept);
    });

    /// <summary>A recording's notes, to be played in a browser: onset and length in seconds, pitch, velocity.</summary>
    /// <exception cref="InvalidDataException">These bytes are no MIDI file.</exception>
    public static byte[] Notes(byte[] midi)
    {
        using var stream = new MemoryStream(midi);
        var piece = new MidiPieceReader().Read(stream, "recording").Piece;
        return PageMessages.Object(json =>
        {
            json.WriteStartArray("notes");
            foreach (var note in piece.Notes)
            {
                json.WriteStartArray();
                var onset = piece.Tempo.SecondsAt(note.OnsetTicks);
                json.WriteNumberValue(Math.Round(onset, 4));
                json.WriteNumberValue(Math.Round(piece.Tempo.SecondsAt(note.EndTicks) - onset, 4));
                json.WriteNumberValue(note.Pitch);
                json.WriteNumberValue(note.Velocity);
                json.WriteEndArray();
            }

            json.WriteEndArray();
        });
    }

    private static byte[] List<T>(string name, IEnumerable<T> all, Action<Utf8JsonWriter, T> write) => PageMessages.Object(json =>
    {
        json.WriteStartArray(name);
        foreach (var one in all)
        {
            json.WriteStartObject();
            write(json, one);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });
}
