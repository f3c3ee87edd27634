using System.Text.Json.Serialization;

namespace MusicGen.Core;

/// <summary>
/// The contract between training and playing: <c>manifest.json</c> of a model package, a folder with the ONNX files and
/// <c>golden.json</c>. Tensor names and shapes of the graphs are documented here and nowhere else:
/// <para>step: inputs <c>tokens</c> int64 (1, inputs), embedding-table rows (value + offset of its input);
/// <c>state.0</c> … <c>state.2L−1</c> = h and c of each layer, float (1, 1, hidden); with attention <c>state.2L</c> = the first
/// layer's last outputs, the newest at the end, zero where there were none, float (1, attention steps, hidden). Outputs <c>features</c> float
/// (1, output fields × head width), field after field; <c>next.0</c> … as the states.</para>
/// <para>heads.FIELD: inputs <c>features</c> float (1, head width), that field's part; <c>chosen</c> int64 (1, n), where the
/// graph asks for them: the n fields drawn before it, each value plus the sizes of the fields before it; <c>tokens</c> int64 (1, inputs), where the graph
/// asks for them: those of the step; <c>traits</c> int64 (traits of the field, field size), where it has any: what is known of each of its values.
/// Output <c>logits</c> float (1, field size).</para>
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed record ModelManifest
{
    /// <summary>The newest manifest version this code reads and writes: 2 came with rows that are not notes, 3 with traits.</summary>
    public const int CurrentFormatVersion = 3;

    /// <summary>The oldest manifest version this code reads, and writes for note models without traits, which older programs can play.</summary>
    public const int OldestFormatVersion = 1;

    /// <summary>Version of this file's form, <see cref="OldestFormatVersion"/>–<see cref="CurrentFormatVersion"/>.</summary>
    public required int FormatVersion { get; init; }

    /// <summary>Name of the package, normally that of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>One sentence for people.</summary>
    public required string Description { get; init; }

    /// <summary>Recipe of the trainer that made it.</summary>
    public required string Recipe { get; init; }

    /// <summary>What the cells of time fields are.</summary>
    public required TimeBase TimeBase { get; init; }

    /// <summary>Predicted fields in the order they are drawn.</summary>
    public required IReadOnlyList<Field> OutputFields { get; init; }

    /// <summary>Input-only fields.</summary>
    public required IReadOnlyList<Field> ContextFields { get; init; }

    /// <summary>What is known of every value of an output field before it is drawn.</summary>
    /// <value>none. Packages older than this key lack it, and the reader of JSON passes over initialisers.</value>
    public IReadOnlyList<Trait> Traits { get => field ?? []; init; } = [];

    /// <summary>Hash of the vocabulary, <see cref="Vocabulary.Hash"/>.</summary>
    public required string VocabularyHash { get; init; }

    /// <summary>LSTM layers.</summary>
    public required int Layers { get; init; }

    /// <summary>Hidden size of each layer.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width of one embedding.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Width of one head's features.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Steps before the current one that attention after the first layer looks back upon.</summary>
    /// <value>0: the network has none.</value>
    public int AttentionSteps { get; init; }

    /// <summary>The forms of the network in the package, best for a CPU first.</summary>
    public required IReadOnlyList<ModelVariant> Variants { get; init; }

    /// <summary>Sampling values that suit the model.</summary>
    public required SamplingDefaults Sampling { get; init; }

    /// <summary>General MIDI program to play with where notes carry no instrument, 0–127.</summary>
    public int Program { get; init; }

    /// <summary>
    /// General MIDI program 0–127 to play each of the 16 families with, where notes carry an instrument; empty: the first of each family.
    /// </summary>
    /// <value>none. Packages older than this key lack it, and the reader of JSON passes over initialisers.</value>
    public IReadOnlyList<int> FamilyPrograms { get => field ?? []; init; } = [];

    /// <summary>Tempo that suits a model of the metric time base, 4–1000 quarters a minute.</summary>
    /// <value>120.</value>
    public double Bpm { get => field == 0 ? 120 : field; init; }

    /// <summary>What it was trained on: data sets, licences, counts, seed, command.</summary>
    public required TrainingRecord Training { get; init; }

    /// <summary>Held-out figures by name, for example <c>bits_per_note</c>.</summary>
    public required IReadOnlyDictionary<string, double> Metrics { get; init; }

    /// <summary>SHA-256 (lower-case hex) of every other file of the package.</summary>
    public required IReadOnlyDictionary<string, string> Sha256 { get; init; }

    /// <summary>The version to write for a model.</summary>
    /// <param name="vocabulary">Its fields.</param>
    public static int FormatVersionOf(Vocabulary vocabulary)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (vocabulary.Traits.Count > 0) return CurrentFormatVersion;
        return vocabulary.OutputIndex(FieldNames.Shift) >= 0 ? OldestFormatVersion : 2;
    }

    /// <summary>(1, steps, hidden) of each state tensor: steps are 1, or those of the attention's memory.</summary>
    [JsonIgnore]
    public IReadOnlyList<int> StateSteps => [.. Enumerable.Repeat(1, 2 * Layers), .. AttentionSteps > 0 ? [AttentionSteps] : Array.Empty<int>()];

    /// <summary>The vocabulary described by this manifest.</summary>
    [JsonIgnore]
    public Vocabulary Vocabulary => new(TimeBase, OutputFields, ContextFields, Traits);
}
