namespace MusicGen.Training;

/// <summary>
/// Composes with a model whose rows are not the notes that the box composes by: events, chords, notes with predicted times. Rows are drawn one after
/// the other and read back as notes.
/// </summary>
internal static class RowGenerator
{
    /// <summary>Rows of a second at most: a model that only writes events without time would never come to an end.</summary>
    private const int MostRowsPerSecond = 400;

    /// <inheritdoc cref="PieceGenerator.Generate"/>
    public static Piece Generate(INoteModel model, RecipeOptions recipe, ComposerOptions options, string name, long randomSeed, double seconds, Piece? prompt)
    {
        var representation = Representation.Of(recipe);
        var vocabulary = representation.Vocabulary;
        var isNumber = recipe.NumberFields(vocabulary);
        var sampling = options.Sampling ?? SamplingOptions.Same(vocabulary, FieldSampling.Full);
        var sampler = new FieldSampler(vocabulary.OutputFields.Max(field => field.Size));
        var random = new RandomSource(randomSeed);
        var rows = new List<int[]>();
        model.Reset();
        int[] before = [.. Enumerable.Range(0, vocabulary.OutputFields.Count).Select(vocabulary.StartValue)];
        foreach (var row in RowsOf(representation, prompt))
        {
            model.Forward(before);
            rows.Add(before = row);
        }

        var performed = vocabulary.TimeBase == TimeBase.Performed;
        var ticks = seconds * (performed ? 1000 : 2 * MusicalTime.Ppqn) + (prompt is null ? 0 : representation.Decode(rows).Select(note => note.EndTicks).DefaultIfEmpty(0).Max());
        for (var i = 0; i < seconds * MostRowsPerSecond; i++)
        {
            model.Forward(before);
            var row = new int[before.Length];
            for (var f = 0; f < row.Length; f++)
            {
                var logits = model.Logits(f, row.AsSpan(0, f));
                var (scale, offset) = representation.OutputScale(f);
                row[f] = isNumber[f] ? representation.ValueOf(f, logits[0] * scale + offset) : Math.Max(0, sampler.Draw(logits, sampling[f], default, random));
            }

            if (representation.IsEnd(row)) break;
            rows.Add(before = row);
            // Decoding all again for every row would take the square of the time.
            if (i % 64 == 63 && representation.Decode(rows) is { Count: > 0 } soFar && soFar[^1].OnsetTicks > ticks) break;
        }

        var notes = representation.Decode(rows).Where(note => note.OnsetTicks < ticks).Select(note => note with { DurationTicks = Math.Max(1, Math.Min(note.DurationTicks, (long)ticks - note.OnsetTicks)) });
        return new Piece(name, notes, performed ? PieceTempo.Performed : PieceTempo.Constant(120), performed ? [] : [new MetreChange(0, 4, 4)]);
    }

    private static IEnumerable<int[]> RowsOf(Representation representation, Piece? prompt)
    {
        if (prompt is null) yield break;
        var encoded = representation.Encode(prompt, Reading.Plain);
        var fields = representation.Vocabulary.OutputFields.Count;
        for (var row = 0; row < encoded.Count; row++)
        {
            var values = encoded.Rows.AsSpan(row * fields, fields).ToArray();
            if (!representation.IsEnd(values)) yield return values;
        }
    }
}
