namespace MusicGen.Training;

/// <summary>A field folded onto coarser classes by adding up probability: how a model is held against one that knows the classes only.</summary>
/// <param name="Name">Name of the folded field.</param>
/// <param name="Field">Output field folded.</param>
/// <param name="ClassOf">(field size) class of each value.</param>
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
        // Performed music has no quarters of its own: a sixteenth is what would be one at 120 a minute.
        var isMetric = vocabulary.TimeBase == TimeBase.Metric;
        var cellTicks = isMetric ? NoteCodec.MetricCellTicks : MusicalTime.Ppqn / 50.0;
        var grid = TimeGrid.Of(vocabulary.TimeBase);
        folds.Add(new(
            isMetric ? "duration of 5" : "duration of 5, at 120",
            vocabulary.OutputIndex(FieldNames.Duration),
            [.. Enumerable.Range(0, grid.BinCount).Select(bin => RowVocabularies.LengthOf((long)(grid.CellOf(bin) * cellTicks)))],
            RowVocabularies.Lengths));
        return folds;
    }

    /// <summary>The class with the most mass.</summary>
    /// <param name="logits">(field size) logits of the field.</param>
    public int BestClass(ReadOnlySpan<float> logits)
    {
        Span<double> mass = stackalloc double[Classes];
        mass.Clear();
        var top = float.NegativeInfinity;
        foreach (var logit in logits) top = Math.Max(top, logit);
        var best = 0;
        for (var value = 0; value < logits.Length; value++) mass[ClassOf[value]] += Math.Exp(logits[value] - top);
        for (var i = 1; i < Classes; i++)
            if (mass[i] > mass[best]) best = i;
        return best;
    }
}
