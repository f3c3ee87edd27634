using System.Diagnostics;
using System.Text.Json;

namespace MusicGen.Benchmarks;

/// <summary>Presses the buttons of all presets in turn, as the page does, and reads in the box's own log how soon the first note sounded.</summary>
public sealed class PressMeasurement(MusicBoxProcess box)
{
    private readonly List<double> _requestSeconds = [];

    /// <summary>Seconds that each press took to reach the box, the answer of its page included.</summary>
    public IReadOnlyList<double> RequestSeconds => _requestSeconds;

    /// <summary>Presses each preset so many times.</summary>
    /// <param name="times">Presses of each.</param>
    /// <param name="limit">How long it may take.</param>
    public async Task PressAsync(int times, CancellationToken limit)
    {
        var presets = await box.ReadPresetsAsync(limit);
        var random = new Random(1);
        for (var i = 0; i < times * presets.Length; i++)
        {
            // At any moment of what plays, in and between its notes.
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(random.Next(400, 1200)));
            await timer.WaitForNextTickAsync(limit);
            var start = Stopwatch.GetTimestamp();
            await box.PostAsync(new { type = "press", preset = presets[i % presets.Length] }, limit);
            _requestSeconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        using var last = new PeriodicTimer(TimeSpan.FromSeconds(1));
        await last.WaitForNextTickAsync(limit);
    }

    /// <summary>Seconds from each button to the first note of the box behind it, in the box's log. A press without a note is an endless time.</summary>
    /// <param name="logPath">The log of a box that has ended.</param>
    public static IReadOnlyList<(string Preset, double Seconds)> ReadLog(string logPath)
    {
        var lines = File.ReadLines(logPath).Select(line => JsonSerializer.Deserialize<JsonElement>(line)).OrderBy(TimeOf).ToList();
        var presses = new List<(string Preset, double At)>();
        foreach (var line in lines.Where(line => EventOf(line) == "preset" && line.GetProperty("source").GetString() == "page"))
            presses.Add((line.GetProperty("name").GetString()!, TimeOf(line)));
        double[] notes = [.. lines.Where(line => EventOf(line) == "note-on" && line.GetProperty("by").GetString() == "box").Select(TimeOf)];
        return [.. presses.Select(press => (press.Preset, notes.Where(at => at >= press.At).DefaultIfEmpty(double.PositiveInfinity).First() - press.At))];
    }

    private static string? EventOf(JsonElement line) => line.GetProperty("event").GetString();

    private static double TimeOf(JsonElement line) => line.GetProperty("at").GetDouble();
}
