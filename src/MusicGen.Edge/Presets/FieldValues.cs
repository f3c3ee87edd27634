namespace MusicGen.Edge;

/// <summary>Sampling values that a preset or a command line gives; null = not said here, the model's own hold.</summary>
internal sealed record FieldValues
{
    /// <summary>0 = greedy; 1 = as learned; above = freer.</summary>
    public double? Temperature { get; init; }

    /// <summary>Keep the k best; 0 = off.</summary>
    public int? TopK { get; init; }

    /// <summary>Keep the smallest set with this mass; 1 = off.</summary>
    public double? TopP { get; init; }

    /// <summary>These values, and those of <paramref name="other"/> where these say nothing.</summary>
    public FieldValues Over(FieldValues other) => new()
    {
        Temperature = Temperature ?? other.Temperature,
        TopK = TopK ?? other.TopK,
        TopP = TopP ?? other.TopP,
    };
}
