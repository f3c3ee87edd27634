namespace MusicGen.Edge;

/// <summary>What a command line asks to be played; null = not said there, preset and configuration hold.</summary>
internal sealed record MusicRequest
{
    /// <summary>What happens where something is at fault.</summary>
    public FaultResponse OnFault { get; init; }

    /// <summary>Configuration file.</summary>
    public string? ConfigPath { get; init; }

    /// <summary>Folder of presets.</summary>
    public string? PresetsFolder { get; init; }

    /// <summary>Folder of model packages.</summary>
    public string? ModelsFolder { get; init; }

    /// <summary>Preset by name.</summary>
    public string? PresetName { get; init; }

    /// <summary>Model by name or folder.</summary>
    public string? ModelName { get; init; }

    /// <summary>What runs the model.</summary>
    public ProviderChoice? Provider { get; init; }

    /// <summary>Variant of the package.</summary>
    public string? Variant { get; init; }

    /// <summary>Path of a SoundFont.</summary>
    public string? SoundFont { get; init; }

    /// <summary>Start of the random numbers.</summary>
    public long? RandomSeed { get; init; }

    /// <summary>MIDI file of a phrase to continue.</summary>
    public string? SeedPath { get; init; }

    /// <summary>General MIDI program 0–127.</summary>
    public int? Program { get; init; }

    /// <summary>Whether a composer that goes round in circles is helped out of it.</summary>
    public bool IsLoopGuarded { get; init; } = true;

    /// <summary>Sampling values of all fields.</summary>
    public FieldValues Sampling { get; init; } = new();

    /// <summary>Steering values.</summary>
    public SteeringValues Steering { get; init; } = new();
}
