using System.Globalization;

namespace MusicGen.Edge;

/// <summary>How the box treats visitors: the section <c>kiosk</c> of <c>musicgen.json</c>.</summary>
internal sealed record KioskOptions
{
    /// <value>Whether it plays while nobody is there; null: <c>run</c> does, a scripted visit does not.</value>
    public bool? PlaysAlone { get; init; }

    /// <value>Hours at which nothing may sound, as minutes of the day; null: none.</value>
    public (int FromMinute, int ToMinute)? QuietHours { get; init; }

    /// <value>All else that the conductor is told.</value>
    public ConductorOptions Settings { get; init; } = new();

    /// <summary>What the conductor is told.</summary>
    /// <param name="homePreset">The preset that it begins with and goes back to.</param>
    /// <param name="isAlone">Whether it plays while nobody is there, where the file does not say.</param>
    public ConductorOptions Conducting(string homePreset, bool isAlone) =>
        Settings with { HomePreset = homePreset, PlaysAlone = PlaysAlone ?? isAlone };

    /// <summary>Whether a time of day lies in the quiet hours, which may go over midnight.</summary>
    public bool IsQuietAt(TimeOnly time)
    {
        if (QuietHours is not var (from, to)) return false;
        var minute = time.Hour * 60 + time.Minute;
        return from <= to ? minute >= from && minute < to : minute >= from || minute < to;
    }

    /// <summary>Reads the section.</summary>
    public static KioskOptions Read(JsonSection section)
    {
        var none = new ConductorOptions();
        return new KioskOptions
        {
            PlaysAlone = section.Flag("playsAlone"),
            QuietHours = ReadHours(section),
            Settings = none with
            {
                SilenceSeconds = section.Number("silenceSeconds", 0.1, 10) ?? none.SilenceSeconds,
                MaxListeningSeconds = section.Number("maxListeningSeconds", 2, 600) ?? none.MaxListeningSeconds,
                HeldKeySeconds = section.Number("heldKeySeconds", 1, 600) ?? none.HeldKeySeconds,
                MinAnswerSeconds = section.Number("minAnswerSeconds", 0.5, 30) ?? none.MinAnswerSeconds,
                MaxAnswerSeconds = section.Number("maxAnswerSeconds", 30, 600) ?? none.MaxAnswerSeconds,
                MemorySeconds = section.Number("memorySeconds", 2, 3600) ?? none.MemorySeconds,
                VisitorLeavesSeconds = section.Number("visitorLeavesSeconds", 5, 86_400) ?? none.VisitorLeavesSeconds,
                PlaySeconds = section.Number("playSeconds", 10, 86_400) ?? none.PlaySeconds,
                AttractEverySeconds = section.Number("attractEverySeconds", 1, 86_400) ?? none.AttractEverySeconds,
                AttractSeconds = section.Number("attractSeconds", 5, 3600) ?? none.AttractSeconds,
                EndingSeconds = section.Number("endingSeconds", 0, 30) ?? none.EndingSeconds,
                FadeSeconds = section.Number("fadeSeconds", 0.05, 30) ?? none.FadeSeconds,
                VolumeCeiling = section.Number("volumeCeiling", 0, 4) ?? none.VolumeCeiling,
                Mode = ReadMode(section),
            },
        };
    }

    private static PlayMode? ReadMode(JsonSection section)
    {
        if (section.Text("mode") is not { } text) return null;
        if (PlayModeNames.TryParse(text, out var mode)) return mode;
        section.Fault("mode", $"{PlayModeNames.Expected} expected, found \"{text}\"");
        return null;
    }

    private static (int, int)? ReadHours(JsonSection section)
    {
        if (section.Text("quietHours") is not { } text) return null;
        var parts = text.Split('-', StringSplitOptions.TrimEntries);
        if (parts.Length == 2 && TryMinute(parts[0], out var from) && TryMinute(parts[1], out var to) && from != to) return (from, to);
        section.Fault("quietHours", $"two times of day such as \"22:00-08:30\" expected, found \"{text}\"");
        return null;
    }

    private static bool TryMinute(string text, out int minute)
    {
        var isTime = TimeOnly.TryParseExact(text, "H:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time);
        minute = time.Hour * 60 + time.Minute;
        return isTime;
    }
}
