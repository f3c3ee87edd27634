namespace MusicGen.Edge;

/// <summary>
/// A scripted visit: what people do at the box and when, one JSON object a line, as <see cref="EventLog"/> writes it. Played by
/// <c>render --visit</c> without hardware.
/// </summary>
internal static class VisitFile
{
    /// <summary>Reads a visit; what the box itself did then is passed over.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="sampleRate">Frames a second.</param>
    /// <returns>The events by their frames.</returns>
    /// <exception cref="UsageException">The file is missing or a line is none.</exception>
    public static IReadOnlyList<BoxEvent> Read(string path, int sampleRate)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"A visit, one JSON object a line, expected at '{Path.GetFullPath(path)}', found otherwise: {e.Message}");
        }

        var faults = new List<string>();
        var events = Read(Path.GetFileName(path), lines, sampleRate, faults);
        return faults.Count == 0 ? events : throw new UsageException(string.Join(Environment.NewLine, faults.Take(10)));
    }

    /// <summary>Reads the lines of a visit.</summary>
    /// <param name="file">Name of the file, for the faults.</param>
    /// <param name="lines">Its lines; empty ones and those that begin with # or // are passed over.</param>
    /// <param name="sampleRate">Frames a second.</param>
    /// <param name="faults">Receives one sentence per fault.</param>
    public static IReadOnlyList<BoxEvent> Read(string file, IReadOnlyList<string> lines, int sampleRate, List<string> faults)
    {
        var events = new List<BoxEvent>();
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line.StartsWith('#') || line.StartsWith("//", StringComparison.Ordinal)) continue;
            JsonSection.Read($"{file}, line {i + 1}", line, faults, section =>
            {
                if (ReadEvent(section, sampleRate) is { } boxEvent) events.Add(boxEvent);
            });
        }

        return [.. events.OrderBy(e => e.Frame)];
    }

    private static BoxEvent? ReadEvent(JsonSection section, int sampleRate)
    {
        var seconds = section.RequiredNumber("at", 0, 1e6);
        var name = section.RequiredText("event");
        if (EventNames.Outcomes.Contains(name))
        {
            section.PassOverTheRest();
            return null;
        }

        if (!EventNames.TryParse(name, out var kind))
        {
            section.Fault("event", $"one of {EventNames.Expected} expected, found \"{name}\"");
            section.PassOverTheRest();
            return null;
        }

        section.Text("source");
        // Frame 0 means "when it is taken", so nothing is earlier than frame 1.
        var frame = Math.Max(1, (long)Math.Round(seconds * sampleRate));
        return ReadDetails(section, new BoxEvent(kind, BoxEventSource.Script, Frame: frame));
    }

    private static BoxEvent ReadDetails(JsonSection section, BoxEvent boxEvent) => boxEvent.Kind switch
    {
        BoxEventKind.KeyDown => boxEvent with { Number = (int)section.RequiredNumber("pitch", 0, 127), Value = section.Integer("velocity", 1, 127) ?? 80 },
        BoxEventKind.KeyUp => boxEvent with { Number = (int)section.RequiredNumber("pitch", 0, 127) },
        BoxEventKind.PresetPressed => boxEvent with { Text = section.RequiredText("name") },
        BoxEventKind.PresetStep => boxEvent with { Value = section.Number("value", -1, 1) ?? 1 },
        BoxEventKind.ModeChosen => boxEvent with { Number = ReadMode(section) },
        BoxEventKind.Steered => boxEvent with { Text = ReadParameter(section), Value = ReadValue(section) },
        BoxEventKind.QuietHours => boxEvent with { Value = section.RequiredNumber("value", 0, 1) },
        _ => boxEvent,
    };

    private static int ReadMode(JsonSection section)
    {
        var text = section.RequiredText("name");
        if (!PlayModeNames.TryParse(text, out var mode)) section.Fault("name", $"{PlayModeNames.Expected} expected, found \"{text}\"");
        return (int)mode;
    }

    private static string ReadParameter(JsonSection section)
    {
        var name = section.RequiredText("name");
        if (SteeringParameter.Find(name) is null)
            section.Fault("name", $"one of {string.Join(", ", SteeringParameter.All.Select(p => p.Name))} expected, found \"{name}\"");
        return name;
    }

    private static double ReadValue(JsonSection section) => section.IsNull("value") ? double.NaN : section.RequiredNumber("value", -1e6, 1e6);
}
