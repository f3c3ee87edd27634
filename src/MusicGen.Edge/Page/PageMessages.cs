using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace MusicGen.Edge;

/// <summary>Writes all that the page is told, as JSON: the messages of the live connection and the answers by HTTP.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class PageMessages(PageAudience audience)
{
    /// <summary>Version of the API.</summary>
    public const int ApiVersion = 1;

    /// <summary>Version of the program.</summary>
    public static string ProgramVersion { get; } =
        typeof(PageMessages).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    /// <summary>Writes one JSON object.</summary>
    public static byte[] Object(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream(1024);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    /// <summary>Everything at once, for a browser that comes or has fallen behind.</summary>
    public byte[] Hello(IPageBox box, IReadOnlyCollection<NoteEvent> sounding) => Message("hello", json =>
    {
        json.WriteNumber("version", ApiVersion);
        json.WriteNumber("sampleRateHz", box.SampleRateHz);
        json.WriteNumber("frame", box.PlayedFrames);
        WriteState(json, box.State);
        WriteEvents(json, "sounding", sounding);
        WriteDecided(json, box.Decided);
        WriteHealth(json, box.ReadHealth());
        WriteFaults(json, box.Faults);
        WriteLog(json, box.Log.Since(0));
        WriteControllers(json, box.Controllers);
    });

    /// <summary>What was played since the last such message and, where it has changed, what is decided.</summary>
    public byte[] Notes(long frame, IReadOnlyCollection<NoteEvent> played, IReadOnlyList<DecidedNote>? decided) => Message("notes", json =>
    {
        json.WriteNumber("frame", frame);
        WriteEvents(json, "played", played);
        if (decided is not null) WriteDecided(json, decided);
    });

    /// <summary>What the box does now.</summary>
    public byte[] State(BoxState state) => Message("state", json => WriteState(json, state));

    /// <summary>How the box is doing.</summary>
    public byte[] Health(PageHealth health) => Message("health", json => WriteHealth(json, health));

    /// <summary>What is wrong.</summary>
    public byte[] Faults(IReadOnlyList<Fault> faults) => Message("faults", json => WriteFaults(json, faults));

    /// <summary>What the program said.</summary>
    public byte[] Log(IReadOnlyList<LogLine> lines) => Message("log", json => WriteLog(json, lines));

    /// <summary>Which MIDI controllers are knobs.</summary>
    public byte[] Controllers(ControllerBindings controllers) => Message("controllers", json => WriteControllers(json, controllers));

    /// <summary>A message of the browser was refused.</summary>
    public byte[] Refused(string reason) => Message("refused", json => json.WriteString("reason", reason));

    /// <summary>State, health and faults in one, by HTTP.</summary>
    public byte[] Status(IPageBox box) => Object(json =>
    {
        json.WriteString("version", ProgramVersion);
        WriteState(json, box.State);
        WriteHealth(json, box.ReadHealth());
        WriteFaults(json, box.Faults);
    });

    /// <summary>The last lines that the program said, by HTTP.</summary>
    public byte[] LogTail(LogTail log) => Object(json => WriteLog(json, log.Since(0)));

    private static byte[] Message(string type, Action<Utf8JsonWriter> write) => Object(json =>
    {
        json.WriteString("type", type);
        write(json);
    });

    // One line of numbers each: there are hundreds a second.
    private static void WriteEvents(Utf8JsonWriter json, string name, IReadOnlyCollection<NoteEvent> events)
    {
        json.WriteStartArray(name);
        foreach (var played in events)
        {
            json.WriteStartArray();
            json.WriteNumberValue(played.Frame);
            json.WriteNumberValue(played.Data1);
            json.WriteNumberValue(played.Kind == NoteEventKind.NoteOn ? played.Data2 : 0);
            json.WriteNumberValue(played.OwnerId == NoteEvent.ComposerOwner ? 0 : 1);
            json.WriteNumberValue(played.Channel);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteDecided(Utf8JsonWriter json, IReadOnlyList<DecidedNote> decided)
    {
        json.WriteStartArray("decided");
        foreach (var note in decided)
        {
            json.WriteStartArray();
            json.WriteNumberValue(note.OnsetFrame);
            json.WriteNumberValue(note.EndFrame);
            json.WriteNumberValue(note.Pitch);
            json.WriteNumberValue(note.Velocity);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private static void WriteState(Utf8JsonWriter json, BoxState state)
    {
        json.WriteStartObject("state");
        json.WriteNumber("number", state.Number);
        json.WriteString("phase", NameOf(state.Phase));
        json.WriteNumber("phaseFrame", state.PhaseFrame);
        json.WriteString("mode", NameOf(state.Mode));
        json.WriteString("preset", state.Preset);
        json.WriteBoolean("isPlaying", state.IsPlaying);
        WriteLevels(json, "turned", state.Turned);
        WriteLevels(json, "inForce", state.InForce);
        json.WriteNumber("pieceCount", state.PieceCount);
        json.WriteNumber("loopCount", state.LoopCount);
        json.WriteEndObject();
    }

    private static string NameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void WriteLevels(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, double> levels)
    {
        json.WriteStartObject(name);
        foreach (var (parameter, level) in levels)
        {
            if (double.IsFinite(level)) json.WriteNumber(parameter, Math.Round(level, 6));
            else json.WriteNull(parameter);
        }

        json.WriteEndObject();
    }

    private static void WriteFaults(Utf8JsonWriter json, IReadOnlyList<Fault> faults)
    {
        json.WriteStartArray("faults");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("key", fault.Key);
            json.WriteString("sentence", fault.Sentence);
            json.WriteString("whatToDo", fault.WhatToDo);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteControllers(Utf8JsonWriter json, ControllerBindings controllers)
    {
        json.WriteString("learning", controllers.Learning?.Name);
        json.WriteStartObject("controllers");
        foreach (var (control, parameter) in controllers.Snapshot()) json.WriteString(control.ToString(CultureInfo.InvariantCulture), parameter);
        json.WriteEndObject();
    }

    private static void WriteLog(Utf8JsonWriter json, IReadOnlyList<LogLine> lines)
    {
        json.WriteStartArray("lines");
        foreach (var line in lines)
        {
            json.WriteStartObject();
            json.WriteNumber("number", line.Number);
            json.WriteString("saidAt", line.SaidAt);
            json.WriteString("text", line.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private void WriteHealth(Utf8JsonWriter json, PageHealth health)
    {
        json.WriteStartObject("health");
        json.WriteNumber("uptimeSeconds", Math.Round(health.UptimeSeconds, 1));
        json.WriteString("model", health.Model);
        json.WriteString("provider", health.Provider);
        json.WriteString("output", health.Output);
        json.WriteBoolean("isOnDevice", health.IsOnDevice);
        json.WriteNumber("playedCount", health.PlayedCount);
        json.WriteNumber("lateCount", health.LateCount);
        json.WriteNumber("droppedCount", health.DroppedCount);
        json.WriteNumber("underrunCount", health.UnderrunCount);
        json.WriteNumber("memoryBytes", health.MemoryBytes);
        json.WriteStartObject("temperaturesCelsius");
        foreach (var (sensor, celsius) in health.TemperaturesCelsius) json.WriteNumber(sensor, Math.Round(celsius, 1));
        json.WriteEndObject();
        json.WriteStartArray("noteMilliseconds");
        foreach (var milliseconds in health.NoteMilliseconds) json.WriteNumberValue(Math.Round(milliseconds, 3));
        json.WriteEndArray();
        json.WriteStartObject("periodMilliseconds");
        json.WriteNumber("length", Math.Round(health.Periods.LengthMilliseconds, 3));
        json.WriteNumber("p50", Math.Round(health.Periods.HalfMilliseconds, 3));
        json.WriteNumber("p99", Math.Round(health.Periods.MostOfHundredMilliseconds, 3));
        json.WriteNumber("most", Math.Round(health.Periods.LongestMilliseconds, 3));
        json.WriteEndObject();
        json.WriteStartArray("keyboards");
        foreach (var keyboard in health.Keyboards) json.WriteStringValue(keyboard);
        json.WriteEndArray();
        json.WriteNumber("seeingCount", audience.Seeing.Length);
        json.WriteNumber("hearingCount", audience.Hearing.Length);
        json.WriteNumber("stalledCount", audience.StalledCount);
        json.WriteEndObject();
    }
}
