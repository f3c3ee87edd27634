using System.CommandLine;
using System.CommandLine.Parsing;

namespace MusicGen.Edge;

/// <summary>Options that several verbs have in common, made anew for each verb.</summary>
internal static class SharedOptions
{
    /// <summary><c>--config</c>.</summary>
    public static Option<string?> Config() => new("--config")
    {
        Description = $"Configuration file. Default: {EdgeOptions.FileName} beside the program, then /etc/musicgen/{EdgeOptions.FileName}.",
        HelpName = "FILE",
    };

    /// <summary><c>--models</c>.</summary>
    public static Option<string?> Models() => new("--models")
    {
        Description = "Folder of model packages. Default: 'models' beside the program or above it.",
        HelpName = "FOLDER",
    };

    /// <summary><c>--presets</c>.</summary>
    public static Option<string?> Presets() => new("--presets")
    {
        Description = "Folder of presets. Default: those that come with the program.",
        HelpName = "FOLDER",
    };

    /// <summary><c>--mode</c>.</summary>
    public static Option<PlayMode?> Mode() => new("--mode")
    {
        Description = "Who plays when. endless: the box, keyboards sound with it; answer: it listens to keys and answers; duet: it plays along; solo: keys alone. Default: the preset's, answer.",
        HelpName = "endless|answer|duet|solo",
        CustomParser = ParseMode,
    };

    /// <summary>A switch: on, off, or null where nobody says.</summary>
    public static Option<string?> Switch(string name, string description) => new(name) { Description = description, HelpName = "on|off", CustomParser = ParseSwitch };

    /// <summary><c>--json</c> as a flag.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of a table." };

    private static string? ParseSwitch(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (text is not ("on" or "off")) result.AddError($"{((OptionResult)result.Parent!).Option.Name}: on or off expected, found '{text}'.");
        return text;
    }

    private static PlayMode? ParseMode(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (PlayModeNames.TryParse(text, out var mode)) return mode;
        result.AddError($"--mode: {PlayModeNames.Expected} expected, found '{text}'.");
        return null;
    }
}
