using System.Text.Json.Serialization;

namespace MusicGen.Core;

/// <summary>One field of a vocabulary: a name and how many values it has.</summary>
/// <param name="Name">Lower-case name, unique in the vocabulary, one of <see cref="FieldNames"/>.</param>
/// <param name="Size">Number of values; a value is 0…Size − 1.</param>
public readonly record struct Field(string Name, int Size)
{
    /// <summary>What the first values are, where they were found in the training music (<see cref="FieldNames.Class"/>); else null.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Values { get; init; }
}
