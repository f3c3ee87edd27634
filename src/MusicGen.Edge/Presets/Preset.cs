namespace MusicGen.Edge;

/// <summary>One thing the box can be asked to play: a JSON file in the presets folder, and later a button each.</summary>
internal sealed record Preset
{
    /// <summary>What plays where nobody names a preset: the model as it is.</summary>
    public static Preset Plain { get; } = new() { Name = "plain", Title = "The model as it is", Volume = 1.6 };

    /// <summary>Name, equal to the file's.</summary>
    public required string Name { get; init; }

    /// <summary>A few words for people.</summary>
    public required string Title { get; init; }

    /// <summary>One sentence for people.</summary>
    public string Description { get; init; } = "";

    /// <summary>Name of the model package; null: the configured one.</summary>
    public string? Model { get; init; }

    /// <summary>General MIDI program 0–127; null: the model's own.</summary>
    public int? Program { get; init; }

    /// <summary>Families that play, by their number (16 = drums), and the General MIDI program of each; null: all, as the model has them.</summary>
    public IReadOnlyDictionary<int, int>? Instruments { get; init; }

    /// <summary>Quarters a minute of a model of written music, 20–400; null: the model's own.</summary>
    public double? Bpm { get; init; }

    /// <summary>Metre of a model of written music.</summary>
    public MetreChange Metre { get; init; } = new(0, 4, 4);

    /// <summary>Who plays when.</summary>
    public PlayMode Mode { get; init; } = PlayMode.Answer;

    /// <summary>Loudness against other presets, linear, 0.1–4: instruments of a SoundFont differ by far.</summary>
    public double Volume { get; init; } = 1;

    /// <summary>MIDI file of the phrase it begins with, or null.</summary>
    public string? SeedPath { get; init; }

    /// <summary>Sampling values of all fields.</summary>
    public FieldValues Sampling { get; init; } = new();

    /// <summary>Sampling values of single fields by name; these come first.</summary>
    public IReadOnlyDictionary<string, FieldValues> FieldSampling { get; init; } = new Dictionary<string, FieldValues>();

    /// <summary>Steering values.</summary>
    public SteeringValues Steering { get; init; } = new();
}
