namespace MusicGen.Edge;

/// <summary>
/// How many bytes of weights one note has to read: all matrices once. Embedding tables are left out, because a note reads
/// a few of their rows only.
/// </summary>
internal static class WeightBytes
{
    /// <summary>Bytes a note, from the sizes in the manifest and of the files.</summary>
    public static long PerNote(ModelPackage package, ModelVariant variant)
    {
        var m = package.Manifest;
        long inputs = m.OutputFields.Count + m.ContextFields.Count;
        long lstm = 0;
        for (var layer = 0; layer < m.Layers; layer++)
            lstm += 4L * m.HiddenSize * ((layer == 0 ? inputs * m.EmbeddingSize : m.HiddenSize) + m.HiddenSize);
        var projection = (long)m.OutputFields.Count * m.HeadSize * m.HiddenSize;
        long bytes = Share(package, variant.Step, lstm + projection, (long)package.Vocabulary.InputRowCount * m.EmbeddingSize);
        long chosenRows = 0;
        for (var field = 0; field < m.OutputFields.Count; field++)
        {
            bytes += Share(package, variant.Heads[field], (long)m.HeadSize * m.OutputFields[field].Size, chosenRows * m.HeadSize);
            chosenRows += m.OutputFields[field].Size;
        }

        return bytes;
    }

    // Matrices may be stored in one byte and tables in four; a table counts four bytes at most, the rest is the matrices'.
    private static long Share(ModelPackage package, string file, long matrixWeights, long tableWeights)
    {
        var fileBytes = new FileInfo(package.PathOf(file)).Length;
        var bytesPerWeight = Math.Clamp(Math.Round(fileBytes / (double)(matrixWeights + tableWeights)), 1, sizeof(float));
        return (long)(matrixWeights * bytesPerWeight);
    }
}
