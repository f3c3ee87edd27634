namespace MusicGen.Training;

/// <summary>An input or output of an <see cref="OnnxGraph"/>.</summary>
/// <param name="Name">Tensor name.</param>
/// <param name="Type">Element type.</param>
/// <param name="Shape">Sizes of the axes, all fixed: batch and sequence are one step of one piece.</param>
public sealed record OnnxValue(string Name, OnnxElementType Type, params IReadOnlyList<long> Shape);
