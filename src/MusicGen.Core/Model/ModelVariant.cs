namespace MusicGen.Core;

/// <summary>One form of a package's network: the same weights stored and computed in some precision.</summary>
public sealed class ModelVariant
{
    /// <summary>Name: <c>int8</c> (CPU), <c>fp16</c> (GPU), <c>fp32</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is meant to run: <c>cpu</c> or <c>gpu</c>.</summary>
    public required string Device { get; init; }

    /// <summary>File name of the step graph.</summary>
    public required string Step { get; init; }

    /// <summary>File names of the head graphs, one per output field, in order.</summary>
    public required IReadOnlyList<string> Heads { get; init; }

    /// <summary>Element type of states and features at the graphs' borders: <c>float32</c> or <c>float16</c>.</summary>
    public required string StateType { get; init; }

    /// <summary>Largest difference from the golden vector's logits that is still right.</summary>
    public required double Tolerance { get; init; }
}
