using System.Text.Json.Serialization;

namespace MusicGen.Training;

/// <summary>Counters of a run, kept in its checkpoints.</summary>
internal sealed record RunProgress
{
    public long Iteration { get; set; }

    /// <summary>Notes trained on, repetitions counted.</summary>
    public long NoteCount { get; set; }

    /// <summary>Seconds spent training, over all resumed parts.</summary>
    public double Seconds { get; set; }

    /// <summary>Best validation score so far; infinite before the first.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public double BestBits { get; set; } = double.PositiveInfinity;

    public long BestIteration { get; set; }

    /// <summary>Validation scores since the best.</summary>
    public int SinceBest { get; set; }

    /// <summary>(F) mean absolute error on validation of fields that are predicted as numbers, in units of their values; empty before the first score.</summary>
    public double[] NumberWidths { get; set; } = [];

    public long RandomSeed { get; init; }

    /// <summary>SHA-256 of the dataset files.</summary>
    public string DatasetHash { get; init; } = "";

    /// <summary>Data sets that the package it began with had learned from; they are credited with the run's own.</summary>
    public IReadOnlyList<TrainingSource> EarlierSources { get; init; } = [];

    /// <summary>What the factors of its products were rounded to, in order; depends on the processor, so that the command does not tell it.</summary>
    public IReadOnlyList<string> Precisions { get; set; } = [];

    /// <summary>The commands that started and resumed the run, in order; a repeated one stands once.</summary>
    public string Command { get; set; } = "";
}
