namespace MusicGen.Training;

/// <summary>What one training run is asked to do, beyond its recipe.</summary>
internal sealed record TrainOptions
{
    /// <summary>Run folder: checkpoints, loss.csv, loss.svg, run.json.</summary>
    public required string OutFolder { get; init; }

    /// <summary>Iterations in all; 0 = by <see cref="Minutes"/>.</summary>
    public long Iterations { get; init; }

    /// <summary>Minutes in all, resumed runs added up; the schedule then follows the time used.</summary>
    public double Minutes { get; init; }

    /// <summary>Whether minutes are those of the processors instead of the wall's.</summary>
    public bool IsProcessorTime { get; init; }

    public long RandomSeed { get; init; } = 1;

    /// <summary>Threads of libtorch; 0 = all cores.</summary>
    public int Threads { get; init; }

    /// <summary>Checkpoint whose weights a new run begins with; empty = random ones.</summary>
    public string From { get; init; } = "";

    public string Device { get; init; } = "cpu";

    /// <summary>Whether factors of products are rounded where that is faster: to TF32 on CUDA, to bfloat16 on processors with tiles (AMX). Sums and weights stay float32.</summary>
    public bool IsMixedPrecision { get; init; }

    /// <summary>Seconds between checkpoints with a validation score.</summary>
    public double CheckpointSeconds { get; init; } = 300;

    /// <summary>Iterations between checkpoints, instead of seconds; 0 = by seconds.</summary>
    public long CheckpointIterations { get; init; }

    /// <summary>Validation scores without a new best before the run stops; 0 = never.</summary>
    public int Patience { get; init; }

    /// <summary>Whether the loss curve is shown with letters while it grows.</summary>
    public bool Watch { get; init; }

    /// <summary>Validation pieces are left out above this many notes.</summary>
    public long ValidationNotes { get; init; } = 40_000;
}
