namespace MusicGen.Core;

/// <summary>Sampling values that suit a model, used where a preset says nothing.</summary>
public sealed class SamplingDefaults
{
    /// <summary>Temperature per output field by name; 1 where absent.</summary>
    public IReadOnlyDictionary<string, double> Temperature { get; init; } = new Dictionary<string, double>();

    /// <summary>Keep the k best; 0 = off.</summary>
    public int TopK { get; init; }

    /// <summary>Keep the smallest set with this mass; 1 = off.</summary>
    public double TopP { get; init; } = 1;
}
