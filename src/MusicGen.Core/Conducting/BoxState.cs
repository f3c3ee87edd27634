namespace MusicGen.Core;

/// <summary>What the box does now, for lights, display and page; published by the <see cref="Conductor"/> whenever it changes.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed record BoxState
{
    /// <summary>Counts the changes: another number, another state.</summary>
    public long Number { get; init; }

    /// <summary>Whose turn it is.</summary>
    public BoxPhase Phase { get; init; }

    /// <summary>Frame of the player's clock at which the phase began.</summary>
    public long PhaseFrame { get; init; }

    /// <summary>Who plays when.</summary>
    public PlayMode Mode { get; init; }

    /// <summary>Name of the preset chosen.</summary>
    public string Preset { get; init; } = "";

    /// <summary>Names of all presets, in the order of their buttons.</summary>
    public IReadOnlyList<string> Presets { get; init; } = [];

    /// <summary>Whether the preset's music plays or is about to.</summary>
    public bool IsPlaying { get; init; }

    /// <summary>Parameters turned since the preset was chosen, by name (<see cref="SteeringParameter"/>); others are as the preset has them.</summary>
    public IReadOnlyDictionary<string, double> Turned { get; init; } = new Dictionary<string, double>();

    /// <summary>Level of each <see cref="SteeringParameter"/> as in force; NaN = not said.</summary>
    public IReadOnlyDictionary<string, double> InForce { get; init; } = new Dictionary<string, double>();

    /// <summary>Tempo in quarters a minute; of performed music, which has no beat, a plain 125 times the speed.</summary>
    public double QuartersPerMinute { get; init; } = 120;

    /// <summary>Pieces begun since the start.</summary>
    public long PieceCount { get; init; }

    /// <summary>Times a loop was noticed and left.</summary>
    public long LoopCount { get; init; }
}
