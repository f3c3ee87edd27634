namespace MusicGen.Training;

/// <summary>
/// A row is an onset as the pitch class of its root and one of five durations; in full, a note with gap and octave too. Its times are note values, so its
/// bits are its own.
/// </summary>
internal sealed class ClassRepresentation(Vocabulary vocabulary) : Representation(vocabulary)
{
    public override string RowName => Vocabulary.OutputIndex(FieldNames.Gap) < 0 ? "onset" : "note";

    public override bool IsChargedByNote => false;

    public override bool IsWithoutDrums => true;
}
