namespace MusicGen.Core;

/// <summary>How one field's value is drawn from its logits; read by <see cref="FieldSampler"/>.</summary>
/// <param name="Temperature">Divides the logits: 1 = as trained, below 1 = safer, 0 = greedy (the best value, always).</param>
/// <param name="TopK">Keep the k best values; 0 = off.</param>
/// <param name="TopP">Keep the smallest set of best values with this share of the probability (nucleus); 1 = off.</param>
public readonly record struct FieldSampling(double Temperature, int TopK = 0, double TopP = 1)
{
    /// <summary>The whole distribution as trained.</summary>
    public static FieldSampling Full { get; } = new(1);

    /// <summary>The best value, always.</summary>
    public static FieldSampling Greedy { get; } = new(0);
}
