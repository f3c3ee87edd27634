namespace MusicGen.Training;

/// <summary>Composes as the box does without end, piece after piece, and looks whether the music goes round in circles.</summary>
internal static class StreamGenerator
{
    /// <param name="model">The model; reset here.</param>
    /// <param name="options">How values are drawn and sound.</param>
    /// <param name="randomSeed">Same seed, same stream.</param>
    /// <param name="minutes">Length of the stream as heard.</param>
    /// <param name="stop">Asks to stop.</param>
    public static StreamFigures Run(INoteModel model, ComposerOptions options, long randomSeed, double minutes, CancellationToken stop)
    {
        var composer = new Composer(model, options, new RandomSource(randomSeed));
        composer.Reset(0);
        var notes = new List<Note>();
        var pieces = 1;
        var end = minutes * 60 * composer.TicksPerSecond;
        while (composer.LastOnsetTicks < end)
        {
            stop.ThrowIfCancellationRequested();
            if (composer.TryNext(out var note))
            {
                notes.Add(note);
                continue;
            }

            pieces++;
            composer.Reset(composer.LastOnsetTicks + (long)composer.TicksPerSecond);
        }

        return new StreamFigures(minutes, notes.Count, pieces, StuckNotes.Share(notes));
    }
}
