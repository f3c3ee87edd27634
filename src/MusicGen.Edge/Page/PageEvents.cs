using System.Text.Json;

namespace MusicGen.Edge;

/// <summary>
/// Reads what a page sends, strictly, and hands it to the box: one JSON object, its <c>type</c> and that type's fields,
/// nothing else. What does not fit is refused with a sentence and changes nothing.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PageEvents(IPageBox box, PageKeys keys)
{
    /// <summary>Largest message in bytes.</summary>
    public const int MostBytes = 4096;

    private static readonly JsonDocumentOptions _strict = new() { MaxDepth = 4, AllowDuplicateProperties = false };

    // Modulation, sustain, sostenuto, soft.
    private static readonly int[] _controls = [1, 64, 66, 67];

    private static readonly string[] _modes = [.. Enum.GetNames<PlayMode>().Select(name => name.ToLowerInvariant())];

    /// <summary>Takes one message.</summary>
    /// <param name="message">UTF-8 text.</param>
    /// <param name="held">What the sender holds down, or null for a sender that may not hold anything.</param>
    /// <returns>Why it was refused, or null.</returns>
    public string? Take(ReadOnlyMemory<byte> message, HeldKeys? held)
    {
        try
        {
            using var document = JsonDocument.Parse(message, _strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return "an object expected";
            var fields = new MessageFields(document.RootElement);
            var refusal = Take(fields.Text("type"), fields, held);
            return refusal;
        }
        catch (JsonException)
        {
            return "JSON expected, found something else";
        }
        catch (InvalidOperationException)
        {
            // A text that is no Unicode.
            return "JSON in UTF-8 expected, found something else";
        }
    }

    private string? Take(string? type, MessageFields fields, HeldKeys? held) => type switch
    {
        "press" => Press(fields),
        "step" => fields.Whole("by", -1, 1) is { } by && by != 0 && fields.IsAll ? Post(BoxEventKind.PresetStep, value: by) : fields.Fault ?? "'by': 1 or -1 expected",
        "stop" => Plain(fields, BoxEventKind.Stop),
        "keep" => Plain(fields, BoxEventKind.KeepRecording),
        "panic" => Plain(fields, BoxEventKind.Panic),
        "leave" => Plain(fields, BoxEventKind.VisitorLeft),
        "mode" => Mode(fields),
        "steer" => Steer(fields),
        "learn" => Learn(fields),
        "forget" => Forget(fields),
        "key" or "control" when held is null => $"'{type}' expected on the live connection, where its end lets everything go",
        "key" => Key(fields, held!),
        "control" => Control(fields, held!),
        _ => "'type': press, step, stop, mode, steer, learn, forget, key, control, keep, panic or leave expected",
    };

    private string? Press(MessageFields fields)
    {
        var preset = fields.Text("preset");
        if (!fields.IsAll || preset is null) return fields.Fault ?? "'preset': a text expected";
        foreach (var known in box.Presets)
            if (known.Name == preset) return Post(BoxEventKind.PresetPressed, text: known.Name);
        return "'preset': the name of a preset expected";
    }

    private string? Mode(MessageFields fields)
    {
        var index = Array.IndexOf(_modes, fields.Text("mode"));
        if (!fields.IsAll || index < 0) return fields.Fault ?? $"'mode': {string.Join(", ", _modes)} expected";
        return Post(BoxEventKind.ModeChosen, (int)Enum.GetValues<PlayMode>()[index], text: _modes[index]);
    }

    private string? Steer(MessageFields fields)
    {
        var parameter = SteeringParameter.Find(fields.Text("name"));
        if (parameter is null) return "'name': the name of a parameter expected";
        var value = fields.NumberOrNull("value", parameter.Least, parameter.Most);
        return !fields.IsAll || value is null ? fields.Fault ?? "'value': a number or null expected" : Post(BoxEventKind.Steered, value: value.Value, text: parameter.Name);
    }

    private string? Key(MessageFields fields, HeldKeys held)
    {
        var pitch = fields.Whole("pitch", 0, 127);
        var velocity = fields.Whole("velocity", 0, 127);
        if (!fields.IsAll || pitch is null || velocity is null) return fields.Fault ?? "'pitch' and 'velocity': whole numbers from 0 to 127 expected";
        keys.Play(held, pitch.Value, velocity.Value);
        return null;
    }

    private string? Control(MessageFields fields, HeldKeys held)
    {
        var control = fields.Whole("control", 0, 127);
        var value = fields.Whole("value", 0, 127);
        if (fields.IsAll && value is not null && control is not null)
        {
            if (IsKnob(control.Value))
            {
                keys.Turn(control.Value, value.Value);
                return null;
            }

            if (_controls.Contains(control.Value))
            {
                keys.Control(held, control.Value, value.Value);
                return null;
            }
        }

        return fields.Fault ?? $"'control': one of {string.Join(", ", _controls)} expected or a controller that is a knob or may become one now, and 'value': a whole number from 0 to 127";
    }

    // The knobs of a keyboard at the browser's machine are knobs of the box, as far as it knows them or waits for one.
    private bool IsKnob(int control) =>
        box.Controllers.ParameterOf(control) is not null || (box.Controllers.Learning is not null && !ControllerBindings.IsReserved(control));

    private string? Learn(MessageFields fields)
    {
        var name = fields.TextOrNull("name");
        var parameter = SteeringParameter.Find(name);
        if (!fields.IsAll || (name is not null && parameter is null)) return fields.Fault ?? "'name': the name of a parameter or null expected";
        box.Controllers.Learn(parameter);
        return null;
    }

    private string? Forget(MessageFields fields)
    {
        var parameter = SteeringParameter.Find(fields.Text("name"));
        if (!fields.IsAll || parameter is null) return fields.Fault ?? "'name': the name of a parameter expected";
        box.Controllers.Forget(parameter);
        return null;
    }

    private string? Plain(MessageFields fields, BoxEventKind kind) => fields.IsAll ? Post(kind) : fields.Fault;

    private string? Post(BoxEventKind kind, int number = 0, double value = 0, string? text = null) =>
        box.TryPost(new BoxEvent(kind, BoxEventSource.Page, number, value, text)) ? null : "the box is too busy; try again in a moment";
}
