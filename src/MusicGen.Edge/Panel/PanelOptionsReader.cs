using System.Globalization;
using System.Text.RegularExpressions;

namespace MusicGen.Edge;

/// <summary>Reads the <c>panel</c> section of <c>musicgen.json</c>, strictly: every fault is named with its place.</summary>
internal static partial class PanelOptionsReader
{
    private const int LastPin = 40;
    private const int MostLines = 4096;
    private const int ShortestGesture = 50;

    /// <summary>Reads the section.</summary>
    public static PanelOptions Read(JsonSection section)
    {
        var options = new PanelOptions
        {
            Chip = section.Text("chip"),
            Interface = section.Integer("interface", 1, 2),
            Board = ReadBoard(section),
            Times = ReadTimes(section),
            Buttons = List(section, "buttons", entry => ReadButton(entry, ReadPlace(entry, "pin", "line"))),
            Keys = List(section, "keys", ReadKey),
            Lights = List(section, "lights", ReadLight),
        };
        var pushes = new List<ButtonOptions>();
        var encoders = List(section, "encoders", entry => ReadEncoder(entry, pushes));
        section.Section("display", entry => options = options with { Display = ReadDisplay(entry) });
        options = options with { Encoders = encoders, Buttons = [.. options.Buttons, .. pushes] };
        FindWiredTwice(section, options);
        return options;
    }

    [GeneratedRegex(@"^(?:J41-|J12-|J8-|pin )?(?<number>[1-9]\d?)$", RegexOptions.IgnoreCase)]
    private static partial Regex PinName();

    private static List<T> List<T>(JsonSection section, string name, Func<JsonSection, T?> read) where T : class
    {
        var list = new List<T>();
        section.Sections(name, entry =>
        {
            if (read(entry) is { } value) list.Add(value);
        });
        return list;
    }

    private static string? ReadBoard(JsonSection section)
    {
        if (section.Text("board") is not { } name || Board.Find(name) is not null) return section.Text("board");
        section.Fault("board", $"{string.Join(", ", Board.All.Select(board => board.Name))} expected, found \"{name}\"");
        return null;
    }

    private static PanelTimes ReadTimes(JsonSection section)
    {
        var times = new PanelTimes();
        times = times with
        {
            DebounceMilliseconds = section.Integer("debounceMilliseconds", 1, 100) ?? times.DebounceMilliseconds,
            DoubleMilliseconds = section.Integer("doubleMilliseconds", 100, 2000) ?? times.DoubleMilliseconds,
            LongMilliseconds = section.Integer("longMilliseconds", 200, 5000) ?? times.LongMilliseconds,
            FirstRepeatMilliseconds = section.Integer("firstRepeatMilliseconds", 200, 5000) ?? times.FirstRepeatMilliseconds,
            RepeatMilliseconds = section.Integer("repeatMilliseconds", ShortestGesture, 2000) ?? times.RepeatMilliseconds,
        };
        if (times.DoubleMilliseconds < 3 * times.DebounceMilliseconds)
            section.Fault("doubleMilliseconds", $"at least three times debounceMilliseconds expected, found {times.DoubleMilliseconds} and {times.DebounceMilliseconds}");
        return times;
    }

    private static ButtonOptions? ReadButton(JsonSection section, LinePlace? place)
    {
        var button = ReadGestures(section, new ButtonOptions
        {
            Place = place,
            IsActiveLow = section.Flag("activeLow") ?? true,
            Pull = ReadPull(section),
        });
        return place is null ? null : button;
    }

    private static ButtonOptions? ReadKey(JsonSection section)
    {
        var name = section.RequiredText("key");
        var button = ReadGestures(section, new ButtonOptions { Key = name });
        if (name.Length == 0) return null;
        if (PanelKeys.CodeOf(name) is not null) return button;
        section.Fault("key", $"a key's name such as F1, KP1, A, ENTER or SPACE or a code from 1 to 767 expected, found \"{name}\"");
        return null;
    }

    private static ButtonOptions ReadGestures(JsonSection section, ButtonOptions button, string prefix = "")
    {
        button = button with
        {
            Click = ReadAction(section, prefix + "click"),
            Double = ReadAction(section, prefix + "double"),
            Long = ReadAction(section, prefix + "long"),
            Repeats = section.Flag(prefix + "repeat") ?? false,
        };
        if (button is { Repeats: true, Long: not null }) section.Fault(prefix + "repeat", "a button that repeats has no long press; leave one of them out");
        if (button is { Repeats: true, Click: null }) section.Fault(prefix + "repeat", "a 'click' to repeat expected, found none");
        return button;
    }

    private static PanelAction? ReadAction(JsonSection section, string name)
    {
        if (section.Text(name) is not { } text) return null;
        if (PanelAction.Parse(text, out var fault) is { } action) return action.Kind == PanelActionKind.Nothing ? null : action;
        section.Fault(name, fault);
        return null;
    }

    private static LinePull ReadPull(JsonSection section)
    {
        if (section.Text("pull") is not { } name) return LinePull.Outside;
        if (char.IsLetter(name[0]) && Enum.TryParse<LinePull>(name, ignoreCase: true, out var pull)) return pull;
        section.Fault("pull", $"outside, up or down expected, found \"{name}\"");
        return LinePull.Outside;
    }

    private static EncoderOptions? ReadEncoder(JsonSection section, List<ButtonOptions> pushes)
    {
        var a = ReadPlace(section, "pinA", "lineA");
        var b = ReadPlace(section, "pinB", "lineB");
        var push = ReadPlace(section, "pinPush", "linePush", isRequired: false);
        var button = ReadGestures(section, new ButtonOptions { Place = push });
        if (push is not null) pushes.Add(button);
        else if (button.Click is not null || button.Double is not null || button.Long is not null)
            section.Fault("pinPush", "'pinPush' or 'linePush' expected beside what the push contact does, found neither");
        var parameter = ReadParameter(section);
        var detents = section.Integer("detentsPerCycle", 1, 2) ?? 1;
        return a is { } first && b is { } second ? new EncoderOptions { A = first, B = second, DetentsPerCycle = detents, Parameter = parameter } : null;
    }

    private static string? ReadParameter(JsonSection section)
    {
        if (section.Text("turns") is not { } name || name == "presets") return null;
        if (SteeringParameter.Find(name) is not null) return name;
        section.Fault("turns", $"presets or one of {string.Join(", ", SteeringParameter.All.Select(known => known.Name))} expected, found \"{name}\"");
        return null;
    }

    private static LightOptions? ReadLight(JsonSection section)
    {
        var place = ReadPlace(section, "pin", "line");
        var (shows, preset) = ReadSubject(section);
        var isActiveLow = section.Flag("activeLow") ?? false;
        var isDimmed = section.Flag("dimmed") ?? true;
        var brightness = section.Number("brightness", 0.02, 1) ?? 1;
        return place is { } known
            ? new LightOptions { Place = known, Shows = shows, Preset = preset, IsActiveLow = isActiveLow, IsDimmed = isDimmed, Brightness = brightness }
            : null;
    }

    private static (LightSubject Shows, string? Preset) ReadSubject(JsonSection section)
    {
        switch (section.Text("shows"))
        {
            case null or "state":
                return (LightSubject.State, null);
            case "fault":
                return (LightSubject.Fault, null);
            case { } text when text.StartsWith("preset ", StringComparison.Ordinal) && text.Length > 7:
                return (LightSubject.Preset, text[7..].Trim());
            case { } text:
                section.Fault("shows", $"state, fault or 'preset NAME' expected, found \"{text}\"");
                return (LightSubject.State, null);
        }
    }

    private static DisplayOptions ReadDisplay(JsonSection section)
    {
        var display = new DisplayOptions();
        var height = section.Integer("height", 32, 64) ?? display.Height;
        if (height is not (32 or 64)) section.Fault("height", $"32 or 64 expected, found {height}");
        return display with
        {
            Bus = section.Integer("bus", 0, 255) ?? display.Bus,
            Address = section.Integer("address", 0x08, 0x77) ?? display.Address,
            Height = height,
            IsUpsideDown = section.Flag("upsideDown") ?? false,
            Contrast = section.Integer("contrast", 0, 255) ?? display.Contrast,
        };
    }

    private static LinePlace? ReadPlace(JsonSection section, string pinKey, string lineKey, bool isRequired = true)
    {
        var pin = section.Word(pinKey);
        var line = section.Integer(lineKey, 0, MostLines);
        if (pin is not null && line is not null) section.Fault(lineKey, $"'{pinKey}' or '{lineKey}' expected, found both");
        if (pin is null && line is null && isRequired) section.Fault(pinKey, $"'{pinKey}' (of the header) or '{lineKey}' (of the chip) expected, found neither");
        if (line is { } offset) return new LinePlace(offset, IsPin: false);
        if (pin is null) return null;
        if (PinName().Match(pin) is { Success: true } match
            && int.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) is var number and <= LastPin
            && Board.All.Any(board => board.LineOf(number) is not null)) return new LinePlace(number, IsPin: true);
        section.Fault(pinKey, $"a GPIO pin of the header such as 29 or \"J41-29\" expected, found \"{pin}\"");
        return null;
    }

    private static void FindWiredTwice(JsonSection section, PanelOptions options)
    {
        var places = options.Buttons.Select(button => button.Place!.Value)
            .Concat(options.Encoders.SelectMany(encoder => new[] { encoder.A, encoder.B }))
            .Concat(options.Lights.Select(light => light.Place));
        foreach (var twice in places.GroupBy(place => place).Where(group => group.Count() > 1))
            section.Fault("buttons", $"one use of each line expected, but {twice.Key} has {twice.Count()}");
        foreach (var twice in options.Keys.GroupBy(key => PanelKeys.CodeOf(key.Key!)).Where(group => group.Count() > 1))
            section.Fault("keys", $"one entry for each key expected, but {twice.First().Key} has {twice.Count()}");
    }
}
