using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>How many seconds of music one second of one core composes and synthesises.</summary>
/// <param name="Composing">Model, sampling and scheduling.</param>
/// <param name="Synthesis">Player, synthesizer and limiter at the configured rate.</param>
/// <param name="NotesPerSecond">Density of the music that this was measured on.</param>
/// <param name="AudioBytesPerNote">Managed bytes allocated per note on the playing side after warm-up.</param>
internal readonly record struct RealTimeFactors(double Composing, double Synthesis, double NotesPerSecond, double AudioBytesPerNote)
{
    private const double SectionSeconds = 5;
    private const int PeriodFrames = 480;

    /// <summary>Measures by playing sections of five seconds; the medians count.</summary>
    /// <param name="ensemble">A wired path, playing already.</param>
    /// <param name="sections">How many sections.</param>
    public static RealTimeFactors Measure(Ensemble ensemble, int sections)
    {
        var composing = new double[sections];
        var synthesis = new double[sections];
        var left = new float[PeriodFrames];
        var right = new float[PeriodFrames];
        var rate = ensemble.Player.SampleRate;
        var playedBefore = ensemble.Player.Counters.Played;
        long bytes = 0;
        for (var section = 0; section < sections; section++)
        {
            long composeTicks = 0, renderTicks = 0;
            for (var frame = 0; frame < SectionSeconds * rate; frame += PeriodFrames)
            {
                var start = Stopwatch.GetTimestamp();
                ensemble.Performance.ComposeAhead();
                var middle = Stopwatch.GetTimestamp();
                var before = GC.GetAllocatedBytesForCurrentThread();
                ensemble.Player.Render(left, right);
                bytes += GC.GetAllocatedBytesForCurrentThread() - before;
                composeTicks += middle - start;
                renderTicks += Stopwatch.GetTimestamp() - middle;
            }

            composing[section] = SectionSeconds * Stopwatch.Frequency / composeTicks;
            synthesis[section] = SectionSeconds * Stopwatch.Frequency / renderTicks;
        }

        var notes = ensemble.Player.Counters.Played - playedBefore;
        return new RealTimeFactors(
            Percentiles.MedianOf(composing), Percentiles.MedianOf(synthesis), notes / (sections * SectionSeconds), bytes / (double)Math.Max(1, notes));
    }
}
