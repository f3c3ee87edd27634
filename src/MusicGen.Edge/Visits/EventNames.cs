namespace MusicGen.Edge;

/// <summary>The names of events in visits and event logs, which are one format: a log can be played again as a visit.</summary>
internal static class EventNames
{
    /// <summary>What a log has beside what people did, and a visit passes over.</summary>
    public static readonly IReadOnlySet<string> Outcomes = new HashSet<string> { "phase", "note-on", "note-off" };

    private static readonly (BoxEventKind Kind, string Name)[] _names =
    [
        (BoxEventKind.KeyDown, "key-down"),
        (BoxEventKind.KeyUp, "key-up"),
        (BoxEventKind.PresetPressed, "preset"),
        (BoxEventKind.PresetStep, "preset-step"),
        (BoxEventKind.Stop, "stop"),
        (BoxEventKind.ModeChosen, "mode"),
        (BoxEventKind.Steered, "steer"),
        (BoxEventKind.KeepRecording, "keep"),
        (BoxEventKind.Panic, "panic"),
        (BoxEventKind.VisitorLeft, "visitor-left"),
        (BoxEventKind.QuietHours, "quiet-hours"),
    ];

    /// <summary>All names, for faults.</summary>
    public static string Expected => string.Join(", ", _names.Select(known => known.Name));

    /// <summary>The name of a kind.</summary>
    public static string Of(BoxEventKind kind) => _names.First(known => known.Kind == kind).Name;

    /// <summary>Reads a name; false where it is none.</summary>
    public static bool TryParse(string name, out BoxEventKind kind)
    {
        foreach (var known in _names)
        {
            kind = known.Kind;
            if (known.Name == name) return true;
        }

        kind = default;
        return false;
    }
}
