using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace MusicGen.Edge;

/// <summary>
/// Writes down, one JSON object a line, what people did, what the box did, and every note that sounded, with the frame's
/// time: enough to see what happened, and to have it happen again (<see cref="VisitFile"/>).
/// </summary>
/// <remarks>Thread-safe; nothing waits for the file: <see cref="Flush"/> writes what has come.</remarks>
internal sealed class EventLog : IConductorListener, IPlayedListener, IDisposable
{
    private const int MostWaiting = 100_000;

    private readonly ConcurrentQueue<string> _waiting = new();
    private readonly TextWriter _writer;
    private readonly double _sampleRate;
    private BoxPhase? _phase;

    /// <summary>Begins to write.</summary>
    /// <param name="writer">Where to; closed with this log.</param>
    /// <param name="sampleRate">Frames a second.</param>
    public EventLog(TextWriter writer, int sampleRate)
    {
        _writer = writer;
        _sampleRate = sampleRate;
    }

    /// <summary>Begins to write a file, in place of one that is there.</summary>
    /// <exception cref="UsageException">It cannot be written; the message says which and why.</exception>
    public static EventLog Create(string path, int sampleRate)
    {
        var full = Path.GetFullPath(path);
        try
        {
            if (Directory.Exists(full)) throw new IOException("a folder of that name");
            return new EventLog(new StreamWriter(full), sampleRate);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--log: a file that can be written expected at '{full}', found: {e.Message.TrimEnd('.')}; name a file in a folder that is there and yours.");
        }
    }

    /// <summary>Lines that found no room.</summary>
    public long LostCount { get; private set; }

    /// <inheritdoc/>
    public void Took(in BoxEvent boxEvent)
    {
        var (number, value, text) = (boxEvent.Number, boxEvent.Value, boxEvent.Text);
        var details = boxEvent.Kind switch
        {
            BoxEventKind.KeyDown => Format($",\"pitch\":{number},\"velocity\":{(int)value}"),
            BoxEventKind.KeyUp => Format($",\"pitch\":{number}"),
            BoxEventKind.PresetPressed => $",\"name\":{Quote(text)}",
            BoxEventKind.ModeChosen => $",\"name\":\"{PlayModeNames.Of((PlayMode)number)}\"",
            BoxEventKind.Steered => $",\"name\":{Quote(text)},\"value\":{(double.IsNaN(value) ? "null" : Format($"{value}"))}",
            BoxEventKind.PresetStep or BoxEventKind.QuietHours => Format($",\"value\":{value}"),
            _ => "",
        };
        Add(boxEvent.Frame, EventNames.Of(boxEvent.Kind), $",\"source\":\"{boxEvent.Source.ToString().ToLowerInvariant()}\"{details}");
    }

    /// <inheritdoc/>
    public void Changed(BoxState state, long frame)
    {
        if (state.Phase == _phase) return;
        _phase = state.Phase;
        Add(frame, "phase", $",\"name\":\"{state.Phase.ToString().ToLowerInvariant()}\",\"preset\":{Quote(state.Preset)},\"mode\":\"{PlayModeNames.Of(state.Mode)}\"");
    }

    /// <inheritdoc/>
    public void Hear(in NoteEvent played)
    {
        if (played.Kind is not (NoteEventKind.NoteOn or NoteEventKind.NoteOff)) return;
        var isOn = played.Kind == NoteEventKind.NoteOn;
        Add(played.Frame, isOn ? "note-on" : "note-off", Format(
            $",\"pitch\":{played.Data1},\"channel\":{played.Channel}{(isOn ? Format($",\"velocity\":{played.Data2}") : "")},\"by\":\"{(played.OwnerId == NoteEvent.ComposerOwner ? "box" : "player")}\""));
    }

    /// <inheritdoc/>
    public void Turn(long frame)
    {
    }

    /// <summary>Writes what has come since; one thread at a time.</summary>
    public void Flush()
    {
        while (_waiting.TryDequeue(out var line)) _writer.WriteLine(line);
        _writer.Flush();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Flush();
        _writer.Dispose();
    }

    private static string Quote(string? text) => $"\"{JsonEncodedText.Encode(text ?? "")}\"";

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private void Add(long frame, string name, string details)
    {
        if (_waiting.Count >= MostWaiting) LostCount++;
        else _waiting.Enqueue(Format($"{{\"at\":{frame / _sampleRate:0.00000},\"event\":\"{name}\"") + details + "}");
    }
}
