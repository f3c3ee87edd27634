namespace MusicGen.Training;

/// <summary>How a model's answers lie beside a reference's on the same steps, from <see cref="OnnxParity.Compare"/>.</summary>
/// <param name="Steps">Steps compared.</param>
/// <param name="LargestDifference">Largest absolute difference of any logit.</param>
/// <param name="Fields">Per output field, in order.</param>
public sealed record ParityReport(long Steps, double LargestDifference, IReadOnlyList<FieldParity> Fields)
{
    /// <summary>Notes of the pieces, where not every step is one; else 0.</summary>
    public long NoteCount { get; init; }

    /// <summary>Bits per note of the reference: bits of all fields over the notes, or the counted steps of the first field.</summary>
    public double ReferenceBitsPerNote => PerNote(one => one.ReferenceBits);

    /// <summary>Bits per note of the model.</summary>
    public double BitsPerNote => PerNote(one => one.Bits);

    /// <summary>Share of all targets (0–1) where both put the same value first.</summary>
    public double Agreement => Fields.Sum(one => one.Agreement * one.Count) / Math.Max(1, Fields.Sum(one => one.Count));

    private double PerNote(Func<FieldParity, double> bits) =>
        Fields.Sum(one => bits(one) * one.Count) / Math.Max(1, NoteCount > 0 ? NoteCount : Fields[0].Count);
}
