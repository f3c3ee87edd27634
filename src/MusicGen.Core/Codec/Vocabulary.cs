using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace MusicGen.Core;

/// <summary>
/// The fields a model reads and writes. A step's outputs are <see cref="OutputFields"/>, drawn in that order, each
/// seeing those before it; a step's inputs are the last note's output fields followed by <see cref="ContextFields"/>. While a field is drawn,
/// <see cref="Traits"/> say of each of its values what is known of it.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class Vocabulary
{
    /// <summary>Makes a vocabulary and its hash.</summary>
    /// <param name="timeBase">What the cells of time fields are.</param>
    /// <param name="outputFields">Fields the model predicts, in the order they are drawn.</param>
    /// <param name="contextFields">Further input fields (bar position, controls); value 0 = not said.</param>
    /// <param name="traits">What is known of every value of an output field before it is drawn; null = nothing.</param>
    public Vocabulary(TimeBase timeBase, IReadOnlyList<Field> outputFields, IReadOnlyList<Field> contextFields, IReadOnlyList<Trait>? traits = null)
    {
        Traits = traits ?? [];
        TimeBase = timeBase;
        OutputFields = outputFields ?? throw new ArgumentNullException(nameof(outputFields));
        ContextFields = contextFields ?? throw new ArgumentNullException(nameof(contextFields));
        InputOffsets = new int[outputFields.Count + contextFields.Count];
        var row = 0;
        for (var i = 0; i < InputOffsets.Count; i++)
        {
            ((int[])InputOffsets)[i] = row;
            // One extra row per output field: "no note yet", the input of the first step of a piece.
            row += i < outputFields.Count ? outputFields[i].Size + 1 : contextFields[i - outputFields.Count].Size;
        }

        InputRowCount = row;
        Hash = ComputeHash();
    }

    /// <summary>What the cells of time fields are.</summary>
    public TimeBase TimeBase { get; }

    /// <summary>Predicted fields in the order they are drawn.</summary>
    public IReadOnlyList<Field> OutputFields { get; }

    /// <summary>Input-only fields.</summary>
    public IReadOnlyList<Field> ContextFields { get; }

    /// <summary>What is known of every value of an output field before it is drawn; those of one field in the order in which they are told.</summary>
    public IReadOnlyList<Trait> Traits { get; }

    /// <summary>Inputs of one step: all output fields of the last note, then the context fields.</summary>
    public int InputCount => InputOffsets.Count;

    /// <summary>First row of each input in the model's single embedding table.</summary>
    public IReadOnlyList<int> InputOffsets { get; }

    /// <summary>Rows of the embedding table.</summary>
    public int InputRowCount { get; }

    /// <summary>SHA-256 of the fields, sizes, grids and code version: equal hashes mean exchangeable tokens.</summary>
    public string Hash { get; }

    /// <summary>Tokens that say what is known of an output field's values: its traits, each with a token for every value.</summary>
    /// <returns>Traits · values; 0 = it has none.</returns>
    public int TraitTokens(int outputField)
    {
        var traits = 0;
        for (var i = 0; i < Traits.Count; i++)
            if (Traits[i].Field == OutputFields[outputField].Name) traits++;
        return traits * OutputFields[outputField].Size;
    }

    /// <summary>Position of an output field, or −1.</summary>
    public int OutputIndex(string name) => IndexOf(OutputFields, name);

    /// <summary>Position of a context field among the context fields, or −1.</summary>
    public int ContextIndex(string name) => IndexOf(ContextFields, name);

    /// <summary>The value that stands for "no note yet" in an output field's input.</summary>
    public int StartValue(int outputField) => OutputFields[outputField].Size;

    private static int IndexOf(IReadOnlyList<Field> fields, string name)
    {
        for (var i = 0; i < fields.Count; i++)
            if (fields[i].Name == name) return i;
        return -1;
    }

    private string ComputeHash()
    {
        var text = new StringBuilder("musicgen-vocabulary-1;").Append(TimeBase);
        var grid = TimeGrid.Of(TimeBase);
        for (var bin = 0; bin < grid.BinCount; bin++)
            text.Append(CultureInfo.InvariantCulture, $",{grid.WidthCells(bin)}");
        foreach (var field in OutputFields)
        {
            text.Append(CultureInfo.InvariantCulture, $";{field.Name}={field.Size}");
            foreach (var value in field.Values ?? []) text.Append(':').Append(value);
        }

        foreach (var field in ContextFields) text.Append(CultureInfo.InvariantCulture, $"|{field.Name}={field.Size}");
        foreach (var trait in Traits) text.Append(CultureInfo.InvariantCulture, $"~{trait.Field}.{trait.Name}={trait.Size}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}
