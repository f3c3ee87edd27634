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

    /// <summary>What the golden logits are told of a field's values, the same for every vector: counted through from value to value.</summary>
    /// <param name="vocabulary">The model's fields.</param>
    /// <param name="field">Output field.</param>
    /// <returns>(traits of the field, field size) tokens; empty = it has no traits.</returns>
    public static byte[] TraitsOf(Vocabulary vocabulary, int field)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        var (name, size) = vocabulary.OutputFields[field];
        return [.. vocabulary.Traits.Where(trait => trait.Field == name).SelectMany(trait => Enumerable.Range(0, size).Select(value => (byte)(value % trait.Size)))];
    }
}
