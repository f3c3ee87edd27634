namespace MusicGen.Core;

/// <summary>
/// <c>golden.json</c>: fixed inputs and the answers of the trained network (fp32), replayed at start to prove that the
/// engine at hand computes this model rightly.
/// </summary>
public sealed class GoldenVector
{
    /// <summary>(steps, inputs) input values fed one step after the other from the reset state.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Inputs { get; init; }

    /// <summary>(output fields, field size) logits after the last step, each field given <see cref="Greedy"/> before it.</summary>
    public required IReadOnlyList<IReadOnlyList<float>> Logits { get; init; }

    /// <summary>(output fields) the best value of each field, drawn in order.</summary>
    public required IReadOnlyList<int> Greedy { get; init; }
}
