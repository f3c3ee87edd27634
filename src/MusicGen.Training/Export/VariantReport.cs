namespace MusicGen.Training;

/// <summary>What export measured of one variant, part of an <see cref="ExportReport"/>.</summary>
/// <param name="Name">Name of the variant.</param>
/// <param name="Bytes">Size of its step and heads together.</param>
/// <param name="GoldenDifference">Largest difference from the golden logits.</param>
/// <param name="Parity">Beside fp32 over the held-out pieces, or null where none were given.</param>
public sealed record VariantReport(string Name, long Bytes, double GoldenDifference, ParityReport? Parity);
