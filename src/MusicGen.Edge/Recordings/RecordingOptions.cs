namespace MusicGen.Edge;

/// <summary>How much of what is played is kept: the section <c>recordings</c> of <c>musicgen.json</c>.</summary>
internal sealed record RecordingOptions
{
    /// <value>Whether anything is recorded; true.</value>
    public bool IsOn { get; init; } = true;

    /// <value>Folder of the recordings; null: <c>recordings</c> in the state folder.</value>
    public string? Folder { get; init; }

    /// <value>Room for recordings in MiB, those that are kept counted; 200, which is some 2,000 hours of piano music.</value>
    public int Megabytes { get; init; } = 200;

    /// <value>Most recordings at once; 2,000.</value>
    public int Count { get; init; } = 2000;

    /// <value>Longest recording in minutes: what goes on without a pause is cut, and a power cut takes no more than this; 5.</value>
    public int Minutes { get; init; } = 5;

    /// <value>How many of the last minutes are kept when a person asks for it; 10.</value>
    public int KeepMinutes { get; init; } = 10;

    /// <summary>Reads the section.</summary>
    public static RecordingOptions Read(JsonSection section, string folder)
    {
        var none = new RecordingOptions();
        return new RecordingOptions
        {
            IsOn = section.Flag("on") ?? none.IsOn,
            Folder = section.Text("folder") is { } path ? Path.GetFullPath(path, folder) : null,
            Megabytes = section.Integer("megabytes", 1, 1_000_000) ?? none.Megabytes,
            Count = section.Integer("count", 1, 100_000) ?? none.Count,
            Minutes = section.Integer("minutes", 1, 60) ?? none.Minutes,
            KeepMinutes = section.Integer("keepMinutes", 1, 600) ?? none.KeepMinutes,
        };
    }
}
