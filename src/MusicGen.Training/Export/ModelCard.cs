using System.Globalization;
using System.Text;

namespace MusicGen.Training;

/// <summary>Writes the card of a package, its README.md: what it is, what it learned from, how well, under which terms, and how to make it again.</summary>
internal static class ModelCard
{
    public static string Write(string name, PackageDescription description, NetworkWeights weights, Checkpoint checkpoint, Dataset dataset, string exportCommand, string table)
    {
        var progress = checkpoint.Progress;
        var unit = Representation.Of(weights.Vocabulary).Unit;
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # {name}

            {description.Description}

            ## Network

            Recipe `{checkpoint.Recipe.Name}`: {weights.Layers} × {weights.HiddenSize} LSTM, {weights.ParameterCount:N0} weights, {(weights.Vocabulary.TimeBase == TimeBase.Performed ? "performed time base (cells of 10 ms)" : "metric time base (cells of 1/24 quarter)")}.
            One step per {Representation.Of(weights.Vocabulary).RowName}; fields {string.Join(" → ", FieldGroups.Of(weights.Vocabulary.OutputFields).Select(group => $"{group.Name} ({weights.Vocabulary.OutputFields[group.First].Size})"))};
            control inputs {(weights.Vocabulary.ContextFields.Count == 0 ? "none" : string.Join(", ", weights.Vocabulary.ContextFields.Select(f => f.Name)))};
            traits of values {(weights.Vocabulary.Traits.Count == 0 ? "none" : string.Join(", ", weights.Vocabulary.Traits.Select(t => t.Name)))}.

            ## Data

            | set | licence | credit |
            |---|---|---|

            """);
        foreach (var source in description.Training.Sources)
            text.Append(CultureInfo.InvariantCulture, $"| {source.Name} | {source.Licence} | {source.Credit} |\n");
        text.Append(CultureInfo.InvariantCulture, $"""

            Trained on {description.Training.PieceCount} pieces with {description.Training.NoteCount:N0} notes; dataset SHA-256 `{dataset.Hash}`.
            Validation and test works are kept apart by work: versions of one work never stand on both sides.
            {CopiesOf(description.Grams)}

            Licence of the weights: {description.Training.Licence}

            ## Training

            `{progress.Command}`

            Random seed {progress.RandomSeed}; {progress.Iteration:N0} iterations, {progress.NoteCount:N0} {unit}s read in {TimeSpan.FromSeconds(progress.Seconds):h\:mm\:ss}{(progress.Precisions.Count == 0 ? "" : ", products in " + string.Join(", then ", progress.Precisions))}; the weights are those of iteration {progress.BestIteration:N0}, the best on validation ({progress.BestBits:F3} bits per {unit}).

            Exported by `{exportCommand}`.

            ## Held-out figures (test split)

            ```
            {table.TrimEnd().ReplaceLineEndings("\n            ")}
            ```

            """);
        return text.ToString().Replace("\n            ", "\n", StringComparison.Ordinal);
    }

    private static string CopiesOf(TrainingGrams? grams) => grams is null
        ? "Whether a training piece is played back is not looked at when composing."
        : string.Create(CultureInfo.InvariantCulture, $"`{ModelPackage.GramsFile}` tells which of them holds which run of {TrainingGrams.Steps} steps in its upper line ({grams.Count:N0} entries), so that none is played back; it holds hashes, no notes.");
}
