using System.CommandLine;
using System.Globalization;

namespace MusicGen.Edge;

/// <summary><c>musicgen presets</c>: what can be asked for, and what is wrong with the files that cannot.</summary>
internal static class PresetsCommand
{
    /// <summary>Builds the verb.</summary>
    public static Command Create(Surroundings surroundings)
    {
        var config = SharedOptions.Config();
        var folder = SharedOptions.Presets();
        var verb = new Verb("presets", "Lists the presets, and every fault of those that cannot be played.", "musicgen presets")
        {
            config, folder,
        };
        verb.SetAction(parsed =>
        {
            var options = OptionsFile.Load(parsed.GetValue(config), surroundings);
            return Print(PresetCatalog.Load(Places.Presets(parsed.GetValue(folder), options, surroundings)), surroundings);
        });
        return verb;
    }

    private static int Print(PresetCatalog catalog, Surroundings surroundings)
    {
        TextTable.Write(
            surroundings.Out,
            ["name", "title", "model", "program", "tempo", "temperature", "scale", "description"],
            [.. catalog.Presets.Select(RowOf)]);
        if (catalog.Presets.Count == 0) surroundings.Out.WriteLine($"(no preset in '{catalog.Folder}')");
        foreach (var fault in catalog.Faults) surroundings.Error.WriteLine($"config: {fault}");
        return catalog.Faults.Count == 0 ? ExitCode.Done : ExitCode.Configuration;
    }

    private static IReadOnlyList<string> RowOf(Preset preset) =>
    [
        preset.Name,
        preset.Title,
        preset.Model ?? "(default)",
        // People count General MIDI programs from 1.
        preset.Program is { } program ? (program + 1).ToString(CultureInfo.InvariantCulture) : "(model's)",
        (preset.Steering.Tempo ?? 1).ToString("0.##", CultureInfo.InvariantCulture),
        preset.Sampling.Temperature?.ToString("0.##", CultureInfo.InvariantCulture) ?? "(model's)",
        preset.Steering.Scale?.Name ?? "-",
        preset.Description,
    ];
}
