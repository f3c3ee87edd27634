namespace MusicGen.Training;

/// <summary>One operation of an <see cref="OnnxGraph"/>.</summary>
/// <param name="Operation">Operator name, for example <c>LSTM</c>.</param>
/// <param name="Domain">Empty for ONNX's own operators, <see cref="OnnxGraph.MicrosoftDomain"/> for ONNX Runtime's.</param>
/// <param name="Inputs">Tensor names; empty = an optional input left out.</param>
/// <param name="Outputs">Tensor names; empty = an optional output left out.</param>
/// <param name="Attributes">Integer attributes by name; no operator used here needs another kind.</param>
public sealed record OnnxNode(
    string Operation,
    string Domain,
    IReadOnlyList<string> Inputs,
    IReadOnlyList<string> Outputs,
    IReadOnlyList<(string Name, long Value)> Attributes);
