namespace MusicGen.Training;

/// <summary>Composes one piece off-line, with the same composer that plays on the box.</summary>
internal static class PieceGenerator
{
    /// <param name="model">The model; reset here.</param>
    /// <param name="options">How values are drawn and sound.</param>
    /// <param name="name">Name of the piece.</param>
    /// <param name="randomSeed">Same seed, same piece.</param>
    /// <param name="seconds">Length at most, the prompt not counted.</param>
    /// <param name="prompt">Music to go on from, part of the result; or null.</param>
    public static Piece Generate(INoteModel model, ComposerOptions options, string name, long randomSeed, double seconds, Piece? prompt = null)
    {
        var composer = new Composer(model, options, new RandomSource(randomSeed));
        composer.Reset(0);
        var notes = new List<Note>();
        if (prompt is not null)
        {
            notes.AddRange(composer.Codec.Quantise(prompt));
            composer.Prime(notes.ToArray());
        }

        var limit = composer.LastOnsetTicks + seconds * composer.TicksPerSecond;
        while (composer.TryNext(out var note) && note.OnsetTicks < limit)
            notes.Add(note with { DurationTicks = Math.Min(note.DurationTicks, Math.Max(1, (long)limit - note.OnsetTicks)) });
        var performed = model.Vocabulary.TimeBase == TimeBase.Performed;
        return new Piece(name, notes, performed ? PieceTempo.Performed : PieceTempo.Constant(options.Bpm), performed ? [] : [composer.Metre]);
    }
}
