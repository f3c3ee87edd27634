namespace MusicGen.Training;

/// <summary>A field folded onto coarser classes by adding up probability: how a model is held against one that knows the classes only.</summary>
/// <param name="Name">Name of the folded field.</param>
/// <param name="Field">Output field folded.</param>
/// <param name="ClassOf">(field size) class of each value; −1 = not counted.</param>
/// <param name="Classes">Number of classes.</param>
internal sealed record Fold(string Name, int Field, int[] ClassOf, int Classes)
{
    /// <summary>The source systems' classes that a representation's fields can be folded onto.</summary>
    public static IReadOnlyList<Fold> Of(Representation representation)
    {
        if (representation is not NoteRepresentation) return [];
        var vocabulary = representation.Vocabulary;
        var pitch = vocabulary.OutputIndex(FieldNames.Pitch);
        List<Fold> folds = [new("pitch class of 12", pitch, [.. Enumerable.Range(0, 128).Select(value => value % 12)], 12)];
        if (vocabulary.TimeBase == TimeBase.Metric)
        {
            var duration = vocabulary.OutputIndex(FieldNames.Duration);
            var grid = TimeGrid.Metric;
            folds.Add(new("duration of 5", duration, [.. Enumerable.Range(0, grid.BinCount).Select(bin => RowVocabularies.LengthOf((long)grid.CellOf(bin) * NoteCodec.MetricCellTicks))], RowVocabularies.Lengths));
        }

        return folds;
    }
}
