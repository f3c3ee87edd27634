using System.Globalization;

namespace MusicGen.Edge;

/// <summary>What a gesture at the panel does, as <c>musicgen.json</c> says it in words; turns into a <see cref="BoxEvent"/> when it is done.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Name">Of a preset or parameter, where one is meant.</param>
/// <param name="Number">Of a preset in the order of the buttons, from 1; of a mode; 0 where none is meant.</param>
/// <param name="Value">Direction or value; NaN = back to the preset's.</param>
internal sealed record PanelAction(PanelActionKind Kind, string? Name = null, int Number = 0, double Value = 0)
{
    private const string Known =
        "'preset NAME', 'preset NUMBER', 'next preset', 'previous preset', 'mode endless|answer|duet|solo', 'next mode', 'stop', 'keep recording', 'visitor left', 'panic', 'steer PARAMETER up|down|back|VALUE', 'nothing'";

    /// <summary>Reads an action.</summary>
    /// <param name="text">As a person wrote it.</param>
    /// <param name="fault">Where it is none: what was expected.</param>
    public static PanelAction? Parse(string text, out string fault)
    {
        fault = $"one of {Known} expected, found \"{text}\"";
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words switch
        {
            ["nothing"] => new(PanelActionKind.Nothing),
            ["stop"] => new(PanelActionKind.Stop),
            ["panic"] => new(PanelActionKind.Panic),
            ["keep", "recording"] => new(PanelActionKind.KeepRecording),
            ["visitor", "left"] => new(PanelActionKind.VisitorLeft),
            ["next", "preset"] => new(PanelActionKind.StepPreset, Value: 1),
            ["previous", "preset"] => new(PanelActionKind.StepPreset, Value: -1),
            ["next", "mode"] => new(PanelActionKind.NextMode),
            ["mode", var name] when ModeOf(name) is { } mode => new(PanelActionKind.Mode, Number: (int)mode),
            ["preset", var number] when int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n is > 0 and < 1000 =>
                new(PanelActionKind.Preset, Number: n),
            ["preset", _, ..] => new(PanelActionKind.Preset, text[(text.IndexOf("preset", StringComparison.Ordinal) + 6)..].Trim()),
            ["steer", var name, var how] => Steer(name, how, ref fault),
            _ => null,
        };
    }

    /// <summary>What it says to the box as it is now; null where there is nothing to say.</summary>
    /// <param name="state">The box now.</param>
    /// <param name="knobs">Turns parameters by steps.</param>
    /// <param name="now">In milliseconds.</param>
    public BoxEvent? EventIn(BoxState state, PanelKnobs knobs, long now) => Kind switch
    {
        PanelActionKind.Preset => (Name ?? state.Presets.ElementAtOrDefault(Number - 1)) is { } name ? Say(BoxEventKind.PresetPressed, text: name) : null,
        PanelActionKind.StepPreset => Say(BoxEventKind.PresetStep, value: Value),
        PanelActionKind.Mode => Say(BoxEventKind.ModeChosen, Number),
        PanelActionKind.NextMode => Say(BoxEventKind.ModeChosen, ((int)state.Mode + 1) % Enum.GetValues<PlayMode>().Length),
        PanelActionKind.Stop => Say(BoxEventKind.Stop),
        PanelActionKind.KeepRecording => Say(BoxEventKind.KeepRecording),
        PanelActionKind.VisitorLeft => Say(BoxEventKind.VisitorLeft),
        PanelActionKind.Panic => Say(BoxEventKind.Panic),
        PanelActionKind.SteerTo => Say(BoxEventKind.Steered, value: Value, text: Name),
        PanelActionKind.SteerBy => Say(BoxEventKind.Steered, value: knobs.Turn(SteeringParameter.Find(Name)!, (int)Value, state, now), text: Name),
        _ => null,
    };

    private static BoxEvent Say(BoxEventKind kind, int number = 0, double value = 0, string? text = null) =>
        new(kind, BoxEventSource.Panel, number, value, text);

    private static PlayMode? ModeOf(string name) =>
        char.IsLetter(name[0]) && Enum.TryParse<PlayMode>(name, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode : null;

    private static PanelAction? Steer(string name, string how, ref string fault)
    {
        if (SteeringParameter.Find(name) is not { } parameter)
        {
            fault = $"'{name}' is nothing that can be steered; known: {string.Join(", ", SteeringParameter.All.Select(known => known.Name))}";
            return null;
        }

        if (how == "up") return new(PanelActionKind.SteerBy, name, Value: 1);
        if (how == "down") return new(PanelActionKind.SteerBy, name, Value: -1);
        if (how == "back") return new(PanelActionKind.SteerTo, name, Value: double.NaN);
        if (double.TryParse(how, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= parameter.Least && value <= parameter.Most)
            return new(PanelActionKind.SteerTo, name, Value: value);
        fault = string.Create(CultureInfo.InvariantCulture, $"up, down, back or a number from {parameter.Least} to {parameter.Most} expected for {name}, found \"{how}\"");
        return null;
    }
}
