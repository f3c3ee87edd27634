namespace MusicGen.Core;

/// <summary>A preset with all that it takes to play it at once: what a button stands for. Given to the <see cref="Conductor"/>.</summary>
public sealed record PlayablePreset
{
    /// <summary>Name, unique among the presets.</summary>
    public required string Name { get; init; }

    /// <summary>Who plays when.</summary>
    public PlayMode Mode { get; init; } = PlayMode.Answer;

    /// <summary>Composes for this preset; its model is open.</summary>
    public required Composer Composer { get; init; }

    /// <summary>What its knobs stand at.</summary>
    public required Settings Settings { get; init; }

    /// <summary>Lead, seed and breath.</summary>
    public PerformanceOptions Performance { get; init; } = new();
}
