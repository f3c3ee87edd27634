using System.CommandLine;
using System.CommandLine.Parsing;

namespace MusicGen.Edge;

/// <summary>The options of every verb that makes music: which preset, model and sound, and what to play otherwise than they say.</summary>
internal sealed class MusicOptions
{
    private readonly Option<string?> _config = SharedOptions.Config();
    private readonly Option<string?> _presets = SharedOptions.Presets();
    private readonly Option<string?> _models = SharedOptions.Models();
    private readonly Option<string?> _preset = Text("--preset", "NAME", "Preset to play; 'musicgen presets' lists them. Default: the model as it is.");
    private readonly Option<string?> _model = Text("--model", "NAME|FOLDER", "Model package; 'musicgen models' lists them. Default: the preset's, then 'piano'.");
    private readonly Option<ProviderChoice?> _provider = new("--provider")
    {
        Description = "What runs the model. Default: auto, the fastest that computes rightly.",
        HelpName = "auto|cpu|cuda|tensorrt",
        CustomParser = ParseProvider,
    };

    private readonly Option<string?> _variant = Text("--variant", "NAME", "Variant of the model package, for example int8 or fp32. Default: the provider's.");
    private readonly Option<string?> _soundFont = Text("--soundfont", "FILE", "SoundFont, SF2, to play with. Default: the distribution's.");
    private readonly Option<long?> _randomSeed = RangedOption.Whole("--random-seed", "Start of the random numbers: same seed, same music", 0, long.MaxValue, "a new one");
    private readonly Option<string?> _seed = Text("--seed", "FILE.mid", "Phrase to continue.");
    private readonly Option<long?> _program = RangedOption.Whole("--program", "General MIDI program from 0 (piano)", 0, 127, "the preset's, then the model's");
    private readonly Option<double?> _temperature = RangedOption.Number("--temperature", "0 = always the likeliest, 1 = as learned, above = freer", 0, 4, "the preset's, then the model's");
    private readonly Option<long?> _topK = RangedOption.Whole("--top-k", "Draw from the k likeliest only, 0 = off", 0, 1000);
    private readonly Option<double?> _topP = RangedOption.Number("--top-p", "Draw from the likeliest with this mass only, 1 = off", 0.01, 1);
    private readonly Option<double?> _density = Level("--density", "Notes a second");
    private readonly Option<double?> _register = Level("--register", "Mean pitch");
    private readonly Option<double?> _dynamics = Level("--dynamics", "Mean velocity");
    private readonly Option<double?> _polyphony = Level("--polyphony", "Notes sounding together");
    private readonly Option<Scale?> _scale = new("--scale")
    {
        Description = "Key and scale; notes outside cannot happen. For example \"D dorian\".",
        HelpName = "\"TONIC SCALE\"",
        CustomParser = ParseScale,
    };

    private readonly Option<Scale?> _key = new("--key")
    {
        Description = "Key the music shall be in, as far as the model hears the wish. For example \"D minor\". Default: the scale's.",
        HelpName = "\"TONIC MODE\"",
        CustomParser = ParseKey,
    };

    private readonly Option<long?> _collection = RangedOption.Whole("--collection", "Training collection the music shall be like, as 'musicgen models' counts them; 0 = as the model likes", 0, Controls.CollectionValues - 1);
    private readonly Option<long?> _lowest = RangedOption.Whole("--lowest-pitch", "Lowest MIDI note", 0, 127);
    private readonly Option<long?> _highest = RangedOption.Whole("--highest-pitch", "Highest MIDI note", 0, 127);
    private readonly Option<double?> _tempo = RangedOption.Number("--tempo", "Factor on the speed", 0.25, 4);
    private readonly Option<double?> _velocity = RangedOption.Number("--velocity", "Factor on the velocities", 0.1, 2);
    private readonly Option<long?> _maxPolyphony = RangedOption.Whole("--max-polyphony", "Most notes sounding at once", 1, 64);
    private readonly Option<double?> _maxNoteSeconds = RangedOption.Number("--max-note-seconds", "Longest note in seconds", 0.1, 60);

    /// <summary>Adds them to a verb.</summary>
    public void AddTo(Command verb)
    {
        Option[] all =
        [
            _preset, _model, _randomSeed, _seed, _temperature, _topK, _topP, _program, _density, _register, _dynamics, _polyphony,
            _scale, _key, _collection, _lowest, _highest, _tempo, _velocity, _maxPolyphony, _maxNoteSeconds, _soundFont, _provider, _variant, _models,
            _presets, _config,
        ];
        foreach (var option in all) verb.Add(option);
    }

    /// <summary>What was asked for.</summary>
    public MusicRequest Read(ParseResult parsed) => new()
    {
        ConfigPath = parsed.GetValue(_config),
        PresetsFolder = parsed.GetValue(_presets),
        ModelsFolder = parsed.GetValue(_models),
        PresetName = parsed.GetValue(_preset),
        ModelName = parsed.GetValue(_model),
        Provider = parsed.GetValue(_provider),
        Variant = parsed.GetValue(_variant),
        SoundFont = parsed.GetValue(_soundFont),
        RandomSeed = parsed.GetValue(_randomSeed),
        SeedPath = parsed.GetValue(_seed),
        Program = (int?)parsed.GetValue(_program),
        Sampling = new FieldValues
        {
            Temperature = parsed.GetValue(_temperature),
            TopK = (int?)parsed.GetValue(_topK),
            TopP = parsed.GetValue(_topP),
        },
        Steering = ReadSteering(parsed),
    };

    private static Option<string?> Text(string name, string helpName, string description) =>
        new(name) { Description = description, HelpName = helpName };

    private static Option<double?> Level(string name, string description) =>
        RangedOption.Number(name, $"{description} as a level, also between two; 0 = as the model likes", 0, Controls.Levels);

    private static ProviderChoice? ParseProvider(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (char.IsLetter(text.FirstOrDefault()) && Enum.TryParse<ProviderChoice>(text, ignoreCase: true, out var provider)) return provider;
        result.AddError($"--provider: auto, cpu, cuda or tensorrt expected, found '{text}'.");
        return null;
    }

    private static Scale? ParseScale(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Scale.TryParse(text, out var scale)) return scale;
        result.AddError($"--scale: {Scale.Expected} expected, found '{text}'.");
        return null;
    }

    private static Scale? ParseKey(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Scale.TryParse(text, out var scale) && scale.Key > 0) return scale;
        result.AddError($"--key: a tonic and major or minor expected (for example \"D minor\"), found '{text}'.");
        return null;
    }

    private SteeringValues ReadSteering(ParseResult parsed) => new()
    {
        Density = parsed.GetValue(_density),
        Register = parsed.GetValue(_register),
        Dynamics = parsed.GetValue(_dynamics),
        Polyphony = parsed.GetValue(_polyphony),
        Scale = parsed.GetValue(_scale),
        Key = parsed.GetValue(_key)?.Key,
        Collection = (int?)parsed.GetValue(_collection),
        LowestPitch = (int?)parsed.GetValue(_lowest),
        HighestPitch = (int?)parsed.GetValue(_highest),
        Tempo = parsed.GetValue(_tempo),
        Velocity = parsed.GetValue(_velocity),
        MaxPolyphony = (int?)parsed.GetValue(_maxPolyphony),
        MaxNoteSeconds = parsed.GetValue(_maxNoteSeconds),
    };
}
