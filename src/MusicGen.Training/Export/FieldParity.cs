namespace MusicGen.Training;

/// <summary>How one output field of a model fares beside a reference, part of a <see cref="ParityReport"/>.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Count">Targets counted.</param>
/// <param name="ReferenceBits">Mean cross-entropy of the reference in bits.</param>
/// <param name="Bits">Mean cross-entropy of the model in bits.</param>
/// <param name="Agreement">Share of targets (0–1) where both put the same value first.</param>
public sealed record FieldParity(string Name, long Count, double ReferenceBits, double Bits, double Agreement);
