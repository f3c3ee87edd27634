using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace MusicGen.Training.Commands;

/// <summary><c>inspect</c>: what is in a MIDI file or a folder of them, for people or as JSON.</summary>
internal static class InspectCommand
{
    // Names of files and tracks are for people and never go into a web page from here.
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(TextWriter output, TextWriter error)
    {
        var path = new Argument<string>("PATH") { Description = "A MIDI file, or a folder that is searched in depth." };
        var notes = new Option<bool>("--notes") { Description = "List the notes of a file: start, end, pitch, velocity, channel, instrument." };
        var json = new Option<bool>("--json") { Description = "Write JSON: everything, with nothing cut short." };
        var pedal = new Option<bool>("--pedal") { Description = "Let the sustain pedal lengthen notes, as 'prepare' does; without it they end with their keys." };
        var largest = new Option<int>("--largest") { Description = "Refuse larger files, 1–1024 MiB; reading one takes up to 90 times its size in memory.", DefaultValueFactory = _ => 8 };
        PrepareCommand.InRange(largest, 1, 1024);
        var command = new Command("inspect", "Shows what is in a MIDI file or a folder of them: instruments, notes, tempo, metre, key, copies, suspicious and refused files.\n\nExample: musicgen-train inspect ~/midi")
        {
            path, notes, json, pedal, largest,
        };
        command.SetAction((parsed, stop) =>
        {
            var where = parsed.GetValue(path)!;
            var inspector = new FileInspector(parsed.GetValue(pedal), parsed.GetValue(largest) * 1048576L);
            if (Directory.Exists(where))
            {
                var folder = new FolderInspector(inspector, error).Run(where, stop);
                output.Write(parsed.GetValue(json) ? JsonSerializer.Serialize(folder, _json) + "\n" : InspectionText.Format(folder));
            }
            else
            {
                if (!File.Exists(where))
                    throw new FileNotFoundException($"A MIDI file or a folder expected, but '{where}' does not exist.");
                var (file, piece) = inspector.Inspect(where, where);
                var rows = parsed.GetValue(notes) ? NoteRow.Of(piece) : null;
                output.Write(parsed.GetValue(json) ? Json(file, rows) : InspectionText.Format(file, rows));
            }

            return Task.FromResult(TrainingCli.Done);
        });
        return command;
    }

    private static string Json(FileInspection file, IEnumerable<NoteRow>? rows)
    {
        var node = JsonSerializer.SerializeToNode(file, _json)!;
        if (rows is not null)
            node["noteTable"] = JsonSerializer.SerializeToNode(rows, _json);
        return node.ToJsonString(_json) + "\n";
    }
}
