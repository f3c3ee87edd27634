using System.Globalization;
using System.Text;
using System.Text.Json;
using MusicGen.Bindings.Storage;

namespace MusicGen.Edge;

/// <summary>Keeps the controllers that a person has bound, in a file of the state folder, from one start to the next.</summary>
/// <remarks>Writing is done on a thread of the pool, so that no key waits for the disk.</remarks>
internal sealed class ControllerFile
{
    /// <summary>Name of the file in the state folder.</summary>
    public const string FileName = "controllers.json";

    private readonly string _path;
    private readonly ControllerBindings _bindings;
    private readonly Action<string> _say;
    private readonly Lock _writing = new();

    private ControllerFile(string path, ControllerBindings bindings, Action<string> say)
    {
        _path = path;
        _bindings = bindings;
        _say = say;
    }

    /// <summary>Binds what is configured and, over it, what was learned before; from now on what is learned is kept.</summary>
    /// <param name="folder">The state folder; it need not be there.</param>
    /// <param name="configured">Parameter names by controller, as configured.</param>
    /// <param name="bindings">Receives them.</param>
    /// <param name="say">Told in a sentence what could not be read or written.</param>
    public static ControllerFile Open(string folder, IReadOnlyDictionary<int, string> configured, ControllerBindings bindings, Action<string> say)
    {
        var file = new ControllerFile(Path.Combine(folder, FileName), bindings, say);
        var learned = file.Read();
        foreach (var (control, name) in learned ?? configured)
            if (SteeringParameter.Find(name) is { } parameter && !ControllerBindings.IsReserved(control)) bindings.Bind(control, parameter);
        bindings.Changed = () => ThreadPool.QueueUserWorkItem(static changed => changed.Write(), file, preferLocal: false);
        return file;
    }

    /// <summary>Reads the controllers of a section of a configuration: <c>"74": "temperature"</c>.</summary>
    public static Dictionary<int, string> ReadSection(JsonSection section)
    {
        var bound = new Dictionary<int, string>();
        foreach (var key in section.Names)
        {
            if (section.Text(key) is not { } name) continue;
            if (!int.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var control) || control > 127)
                section.Fault(key, "the number of a controller expected, 0 to 127");
            else if (ControllerBindings.IsReserved(control))
                section.Fault(key, "this controller is a pedal, a bank or a channel mode to every keyboard; choose another one, for example 74");
            else if (SteeringParameter.Find(name) is null)
                section.Fault(key, $"the name of a parameter expected ({string.Join(", ", SteeringParameter.All.Select(parameter => parameter.Name))}), found \"{name}\"");
            else
                bound[control] = name;
        }

        return bound;
    }

    /// <summary>Writes the bindings as they are now.</summary>
    public void Write()
    {
        try
        {
            lock (_writing)
            {
                var text = JsonSerializer.Serialize(
                    new SortedDictionary<string, SortedDictionary<int, string>> { ["controllers"] = _bindings.Snapshot() }, JsonSerializerOptions.Web);
                Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
                DurableFile.Write(_path, Encoding.UTF8.GetBytes(text));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _say($"the controllers learned are forgotten at the next start: {e.Message}");
        }
    }

    private Dictionary<int, string>? Read()
    {
        string text;
        try
        {
            if (!File.Exists(_path)) return null;
            text = File.ReadAllText(_path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _say($"the controllers learned before are forgotten: {e.Message}");
            return null;
        }

        var faults = new List<string>();
        var bound = new Dictionary<int, string>();
        JsonSection.Read(_path, text, faults, root => root.Section("controllers", section => bound = ReadSection(section)));
        // What can be read of it counts: the next one learned writes it anew.
        foreach (var fault in faults) _say($"a controller learned before is forgotten: {fault}");
        return bound;
    }
}
