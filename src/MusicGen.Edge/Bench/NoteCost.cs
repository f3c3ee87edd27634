using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>
/// The whole cost of a note (step, heads, sampling, snapshot) beside that of the bare engine running the same graphs in
/// the same process. Both take turns in short rounds, so that whatever else the machine does falls on both.
/// </summary>
/// <param name="Whole">Per note, all of ours.</param>
/// <param name="Bare">Per note, the engine alone.</param>
/// <param name="Ratio">Median over the rounds of whole / bare.</param>
/// <param name="BytesPerNote">Managed bytes allocated per note after warm-up.</param>
internal readonly record struct NoteCost(Percentiles Whole, Percentiles Bare, double Ratio, double BytesPerNote)
{
    private const int RoundNotes = 100;

    /// <summary>Measures.</summary>
    /// <param name="composer">A composer over the model.</param>
    /// <param name="model">The model.</param>
    /// <param name="rounds">Rounds of 100 notes each way.</param>
    public static NoteCost Measure(Composer composer, OnnxNoteModel model, int rounds)
    {
        var whole = new double[rounds * RoundNotes];
        var bare = new double[rounds * RoundNotes];
        var ratios = new double[rounds];
        var state = new float[model.StateLength];
        var scratch = new double[RoundNotes];
        for (var i = 0; i < 3; i++)
        {
            Compose(composer, scratch);
            RunBare(model, state, scratch);
        }

        long bytes = 0;
        for (var round = 0; round < rounds; round++)
        {
            var wholeRound = whole.AsSpan(round * RoundNotes, RoundNotes);
            var bareRound = bare.AsSpan(round * RoundNotes, RoundNotes);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Compose(composer, wholeRound);
            bytes += GC.GetAllocatedBytesForCurrentThread() - before;
            RunBare(model, state, bareRound);
            ratios[round] = MedianOf(wholeRound, scratch) / MedianOf(bareRound, scratch);
        }

        return new NoteCost(Percentiles.Of(whole), Percentiles.Of(bare), Percentiles.MedianOf(ratios), bytes / (double)whole.Length);
    }

    private static void Compose(Composer composer, Span<double> seconds)
    {
        for (var i = 0; i < seconds.Length;)
        {
            var start = Stopwatch.GetTimestamp();
            if (composer.TryNext(out _)) seconds[i++] = Stopwatch.GetElapsedTime(start).TotalSeconds;
            else composer.Reset(composer.LastOnsetTicks);
        }
    }

    private static void RunBare(OnnxNoteModel model, float[] state, Span<double> seconds)
    {
        // The composer must not notice.
        model.SaveState(state);
        model.Graphs.RunBare(seconds.Length, seconds);
        model.LoadState(state);
    }

    private static double MedianOf(ReadOnlySpan<double> values, double[] scratch)
    {
        values.CopyTo(scratch);
        return Percentiles.MedianOf(scratch);
    }
}
