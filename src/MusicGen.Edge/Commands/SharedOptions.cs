using System.CommandLine;

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

    /// <summary><c>--json</c> as a flag.</summary>
    public static Option<bool> Json() => new("--json") { Description = "Print JSON instead of a table." };
}
