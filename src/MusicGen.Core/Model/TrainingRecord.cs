namespace MusicGen.Core;

/// <summary>Where a model comes from: what its card and the package's credits say.</summary>
public sealed class TrainingRecord
{
    /// <summary>The data sets with licence and credit.</summary>
    public required IReadOnlyList<TrainingSource> Sources { get; init; }

    /// <summary>SHA-256 of the dataset file.</summary>
    public required string DatasetHash { get; init; }

    /// <summary>Pieces trained on.</summary>
    public required int PieceCount { get; init; }

    /// <summary>Notes trained on, before augmentation.</summary>
    public required long NoteCount { get; init; }

    /// <summary>Random seed of the run.</summary>
    public required long RandomSeed { get; init; }

    /// <summary>Optimiser updates made.</summary>
    public required long Iterations { get; init; }

    /// <summary>The command that trained it.</summary>
    public required string Command { get; init; }

    /// <summary>Licence of the weights, as an SPDX expression or in words.</summary>
    public required string Licence { get; init; }
}
