namespace MusicGen.Training.Tests;

/// <summary>Networks with random weights for the export tests, of the scale that libtorch initialises with or larger.</summary>
internal static class SyntheticNetwork
{
    /// <summary>Makes a network.</summary>
    /// <param name="layers">LSTM layers.</param>
    /// <param name="hidden">Hidden size.</param>
    /// <param name="residual">Whether layers add their inputs.</param>
    /// <param name="gain">Factor on libtorch's initial scale 1/√fan-in; trained networks lie at about 1–3.</param>
    /// <param name="seed">Random seed.</param>
    public static NetworkWeights Create(int layers, int hidden, bool residual = false, double gain = 2, int seed = 1)
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Performed, memory: true, sounding: true, matches: true, keyboard: true);
        return new NetworkWeights(vocabulary, Arrays(vocabulary, layers, hidden, gain, seed), residual);
    }

    /// <summary>The parameters of a network of embedding 32 (hidden up to 64) or 128, head width 24 or 128.</summary>
    public static Dictionary<string, (float[] Values, long[] Shape)> Arrays(
        Vocabulary vocabulary, int layers, int hidden, double gain = 2, int seed = 1)
    {
        var random = new Random(seed);
        long embedding = hidden <= 64 ? 32 : 128, width = hidden <= 64 ? 24 : 128, fields = vocabulary.OutputFields.Count;
        var arrays = new Dictionary<string, (float[] Values, long[] Shape)>();
        Add("embedding.weight", 1, vocabulary.InputRowCount, embedding);
        for (var layer = 0; layer < layers; layer++)
        {
            var input = layer == 0 ? vocabulary.InputCount * embedding : hidden;
            Add($"lstm.weight_ih_l{layer}", gain / Math.Sqrt(hidden), 4 * hidden, input);
            Add($"lstm.weight_hh_l{layer}", gain / Math.Sqrt(hidden), 4 * hidden, hidden);
            Add($"lstm.bias_ih_l{layer}", gain / Math.Sqrt(hidden), 4 * hidden);
            Add($"lstm.bias_hh_l{layer}", gain / Math.Sqrt(hidden), 4 * hidden);
        }

        Add("project.weight", 2 * gain / Math.Sqrt(hidden), fields * width, hidden);
        Add("project.bias", gain / Math.Sqrt(hidden), fields * width);
        for (var field = 0; field < fields; field++)
        {
            if (field > 0) Add($"heads.{field}.embedding.weight", 0.5, NetworkWeights.ChosenOffset(vocabulary, field), width);
            Add($"heads.{field}.out.weight", 2 * gain / Math.Sqrt(width), vocabulary.OutputFields[field].Size, width);
            Add($"heads.{field}.out.bias", 0.5, vocabulary.OutputFields[field].Size);
            if (RelativeRows(vocabulary, vocabulary.OutputFields[field].Name) is var rows and > 0)
                Add($"heads.{field}.relative.weight", 2 * gain / Math.Sqrt(width), rows, width);
        }

        return arrays;

        void Add(string name, double scale, params long[] shape)
        {
            var values = new float[shape.Aggregate(1L, (product, size) => product * size)];
            for (var i = 0; i < values.Length; i++) values[i] = (float)(scale * (2 * random.NextDouble() - 1));
            arrays.Add(name, (values, shape));
        }
    }

    // Pitches: a row per distance from the last one, from each of the three before it, per degree of a key or pitch class, per distance from
    // each of three that a match expects. Others: 12 bins before and after each of three ends and what a match expects, and these themselves. All: a row per token of each trait.
    private static int RelativeRows(Vocabulary vocabulary, string field)
    {
        var traits = vocabulary.Traits.Where(trait => trait.Field == field).Sum(trait => trait.Size);
        var matches = vocabulary.ContextIndex(FieldNames.Match) >= 0;
        return traits + field switch
        {
            FieldNames.Pitch => vocabulary.ContextIndex(FieldNames.Tonality) < 0 ? 256 : 256 + 3 * 257 + 36 + (matches ? 3 * 257 : 0),
            FieldNames.Shift or FieldNames.Duration => vocabulary.ContextIndex(FieldNames.Sounding) < 0 ? 0 : 3 * 25 + (matches ? 25 : 0),
            FieldNames.Velocity => matches ? 25 : 0,
            _ => 0,
        };
    }

    /// <summary>A sequence of steps with random values, random targets and random notes, in no relation to one another.</summary>
    public static ParityPiece Piece(Vocabulary vocabulary, int steps, int seed = 1)
    {
        var random = new Random(seed);
        int fields = vocabulary.OutputFields.Count, inputs = vocabulary.InputCount;
        var notes = Enumerable.Range(0, steps).Select(i => new Note(i / 3 * 10 * random.Next(1, 40), 10 * random.Next(1, 200), (byte)random.Next(128), (byte)random.Next(1, 128))).OrderBy(note => note.OnsetTicks);
        var piece = new ParityPiece(new int[steps * inputs], new int[steps * fields]) { Notes = [.. notes] };
        for (var step = 0; step < steps; step++)
        {
            for (var i = 0; i < inputs; i++)
            {
                var size = i < fields ? vocabulary.OutputFields[i].Size : vocabulary.ContextFields[i - fields].Size;
                piece.Inputs[step * inputs + i] = step == 0 && i < fields ? vocabulary.StartValue(i) : random.Next(size);
            }

            for (var f = 0; f < fields; f++) piece.Targets[step * fields + f] = random.Next(vocabulary.OutputFields[f].Size);
        }

        return piece;
    }
}
