namespace MusicGen.Edge;

/// <summary>Steering that a preset or a command line gives; null = not said here.</summary>
internal sealed record SteeringValues
{
    /// <summary>Notes a second, as a level 1–12, also between two; 0 = as the model likes.</summary>
    public double? Density { get; init; }

    /// <summary>Mean pitch, as a level 1–12, also between two; 0 = as the model likes.</summary>
    public double? Register { get; init; }

    /// <summary>Mean velocity, as a level 1–12, also between two; 0 = as the model likes.</summary>
    public double? Dynamics { get; init; }

    /// <summary>Notes sounding together, as a level 1–12, also between two; 0 = as the model likes.</summary>
    public double? Polyphony { get; init; }

    /// <summary>Notes outside it cannot happen.</summary>
    public Scale? Scale { get; init; }

    /// <summary>Key as the value of the control: a wish; 0 = as the model likes; null with a scale = the scale's.</summary>
    public int? Key { get; init; }

    /// <summary>Training collection that the music shall be like, from 1; 0 = as the model likes.</summary>
    public int? Collection { get; init; }

    /// <summary>Lowest pitch that can happen, 0–127.</summary>
    public int? LowestPitch { get; init; }

    /// <summary>Highest pitch that can happen, 0–127.</summary>
    public int? HighestPitch { get; init; }

    /// <summary>Speed against the model's own, 0.25–4.</summary>
    public double? Tempo { get; init; }

    /// <summary>Velocities against the model's own, 0.1–2.</summary>
    public double? Velocity { get; init; }

    /// <summary>Most notes sounding at once, 1–64.</summary>
    public int? MaxPolyphony { get; init; }

    /// <summary>Longest a note may sound, in seconds, 0.1–60.</summary>
    public double? MaxNoteSeconds { get; init; }

    /// <summary>These values, and those of <paramref name="other"/> where these say nothing.</summary>
    public SteeringValues Over(SteeringValues other) => new()
    {
        Density = Density ?? other.Density,
        Register = Register ?? other.Register,
        Dynamics = Dynamics ?? other.Dynamics,
        Polyphony = Polyphony ?? other.Polyphony,
        Scale = Scale ?? other.Scale,
        Key = Key ?? other.Key,
        Collection = Collection ?? other.Collection,
        LowestPitch = LowestPitch ?? other.LowestPitch,
        HighestPitch = HighestPitch ?? other.HighestPitch,
        Tempo = Tempo ?? other.Tempo,
        Velocity = Velocity ?? other.Velocity,
        MaxPolyphony = MaxPolyphony ?? other.MaxPolyphony,
        MaxNoteSeconds = MaxNoteSeconds ?? other.MaxNoteSeconds,
    };
}
