using System.Globalization;

namespace MusicGen.Edge;

/// <summary>Reads one preset from the text of its file, strictly.</summary>
internal static class PresetReader
{
    private static readonly string[] FieldOrder =
    [
        FieldNames.Shift, FieldNames.Instrument, FieldNames.Pitch, FieldNames.Duration, FieldNames.Velocity,
        FieldNames.Event, FieldNames.Step, FieldNames.Gap, FieldNames.PitchClass, FieldNames.Octave, FieldNames.Length, FieldNames.Class,
    ];

    /// <summary>Reads a preset; faults are collected, one sentence each.</summary>
    /// <param name="path">Path of the file: its name must be the preset's, relative paths start in its folder.</param>
    /// <param name="text">Text of the file.</param>
    /// <param name="faults">Receives the faults; where one was added the result is not to be used.</param>
    public static Preset Read(string path, string text, List<string> faults)
    {
        var preset = Preset.Plain;
        JsonSection.Read(Path.GetFileName(path), text, faults, root =>
        {
            // For editors; the rules here and there are the same.
            root.Text("$schema");
            preset = new Preset
            {
                Name = ReadName(root, Path.GetFileNameWithoutExtension(path)),
                Title = root.RequiredText("title"),
                Description = root.Text("description") ?? "",
                Model = root.Text("model"),
                Program = root.Integer("program", 0, 127),
                Mode = ReadMode(root),
                Volume = root.Number("volume", 0.1, 4) ?? 1,
                SeedPath = ReadSeed(root, path),
                Bpm = root.Number("bpm", 20, 400),
                Metre = ReadMetre(root),
            };
            root.Section("instruments", s => preset = preset with { Instruments = ReadInstruments(s) });
            root.Section("sampling", s => preset = ReadSampling(s, preset));
            root.Section("steering", s => preset = preset with { Steering = ReadSteering(s) });
        });
        return preset;
    }

    private static string ReadName(JsonSection root, string expected)
    {
        var name = root.RequiredText("name");
        if (name.Length > 0 && name != expected) root.Fault("name", $"\"{expected}\" expected as the file is called, found \"{name}\"; rename one of them");
        return name;
    }

    private static MetreChange ReadMetre(JsonSection root)
    {
        if (root.Text("metre") is not { } text) return new MetreChange(0, 4, 4);
        var parts = text.Split('/');
        if (parts.Length == 2 && byte.TryParse(parts[0], out var beats) && beats is >= 1 and <= 16 && parts[1] is "2" or "4" or "8" or "16")
            return new MetreChange(0, beats, byte.Parse(parts[1], CultureInfo.InvariantCulture));
        root.Fault("metre", $"beats and their note value expected, for example \"3/4\" or \"6/8\", found \"{text}\"");
        return new MetreChange(0, 4, 4);
    }

    private static Dictionary<int, int> ReadInstruments(JsonSection section)
    {
        var programs = new Dictionary<int, int>();
        for (var family = 0; family < GeneralMidi.FamilyNames.Count; family++)
            if (section.Integer(GeneralMidi.FamilyNames[family], 0, 127) is { } program) programs[family] = program;
        if (programs.Count == 0) section.Fault("", "at least one family with the program to play it expected, found none; add one or remove the section");
        return programs;
    }

    private static PlayMode ReadMode(JsonSection root)
    {
        if (root.Text("mode") is not { } text) return PlayMode.Answer;
        if (PlayModeNames.TryParse(text, out var mode)) return mode;
        root.Fault("mode", $"{PlayModeNames.Expected} expected, found \"{text}\"");
        return PlayMode.Answer;
    }

    private static string? ReadSeed(JsonSection root, string path)
    {
        if (root.Text("seed") is not { } seed) return null;
        var full = Path.GetFullPath(seed, Path.GetDirectoryName(Path.GetFullPath(path))!);
        if (!File.Exists(full)) root.Fault("seed", $"a MIDI file expected at '{full}', found none; put it there or remove the key");
        return full;
    }

    private static Preset ReadSampling(JsonSection section, Preset preset)
    {
        var fields = new Dictionary<string, FieldValues>();
        var sampling = ReadValues(section);
        section.Section("fields", inner =>
        {
            foreach (var name in FieldOrder) inner.Section(name, s => fields[name] = ReadValues(s));
        });
        return preset with { Sampling = sampling, FieldSampling = fields };
    }

    private static FieldValues ReadValues(JsonSection section) => new()
    {
        Temperature = section.Number("temperature", 0, 4),
        TopK = section.Integer("topK", 0, 1000),
        TopP = section.Number("topP", 0.01, 1),
    };

    private static SteeringValues ReadSteering(JsonSection section)
    {
        var values = new SteeringValues
        {
            Density = section.Number("density", 0, Controls.Levels),
            Register = section.Number("register", 0, Controls.Levels),
            Dynamics = section.Number("dynamics", 0, Controls.Levels),
            Polyphony = section.Number("polyphony", 0, Controls.Levels),
            Scale = ReadScale(section),
            Key = ReadKey(section),
            Collection = section.Integer("collection", 0, Controls.CollectionValues - 1),
            LowestPitch = section.Integer("lowestPitch", 0, 127),
            HighestPitch = section.Integer("highestPitch", 0, 127),
            Tempo = section.Number("tempo", 0.25, 4),
            Velocity = section.Number("velocity", 0.1, 2),
            MaxPolyphony = section.Integer("maxPolyphony", 1, 64),
            MaxNoteSeconds = section.Number("maxNoteSeconds", 0.1, 60),
        };
        if ((values.LowestPitch ?? 0) + 12 > (values.HighestPitch ?? 127) + 1)
            section.Fault("highestPitch", $"at least an octave above lowestPitch ({values.LowestPitch}) expected, found {values.HighestPitch ?? 127}");
        return values;
    }

    private static int? ReadKey(JsonSection section)
    {
        if (section.Text("key") is not { } text) return null;
        if (Scale.TryParse(text, out var scale) && scale.Key > 0) return scale.Key;
        section.Fault("key", $"a tonic and major or minor expected (for example \"D minor\"), found \"{text}\"");
        return null;
    }

    private static Scale? ReadScale(JsonSection section)
    {
        if (section.Text("scale") is not { } text) return null;
        if (Scale.TryParse(text, out var scale)) return scale;
        section.Fault("scale", $"{Scale.Expected} expected, found \"{text}\"");
        return null;
    }
}
