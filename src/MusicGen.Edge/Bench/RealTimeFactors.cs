using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>
/// How many seconds of music one second composes and synthesises: by the clock (medians of sections) and by processor
/// time, which is what one core can do whatever else the machine is busy with.
/// </summary>
/// <param name="Composing">Model, sampling and scheduling, by processor time.</param>
/// <param name="Synthesis">Player, synthesizer and limiter at the configured rate, by processor time.</param>
/// <param name="ComposingByClock">Composing by the clock.</param>
/// <param name="SynthesisByClock">Synthesis by the clock.</param>
/// <param name="NotesPerSecond">Density of the music that this was measured on.</param>
/// <param name="AudioBytesPerNote">Managed bytes allocated per note on the playing side after warm-up.</param>
internal readonly record struct RealTimeFactors(
    double Composing, double Synthesis, double ComposingByClock, double SynthesisByClock, double NotesPerSecond, double AudioBytesPerNote)
{
    private const double SectionSeconds = 5;
    private const int PeriodFrames = 480;

    /// <summary>Measures by playing sections of five seconds.</summary>
    /// <param name="ensemble">A wired path, playing already.</param>
    /// <param name="sections">How many sections.</param>
    public static RealTimeFactors Measure(Ensemble ensemble, int sections)
    {
        var composing = new double[sections];
        var synthesis = new double[sections];
        var playedBefore = ensemble.Player.Counters.Played;
        var total = new Spent();
        for (var section = 0; section < sections; section++)
        {
            var spent = PlaySection(ensemble);
            composing[section] = SectionSeconds / spent.ComposeClock.TotalSeconds;
            synthesis[section] = SectionSeconds / spent.RenderClock.TotalSeconds;
            total = total.Plus(spent);
        }

        var seconds = sections * SectionSeconds;
        var notes = ensemble.Player.Counters.Played - playedBefore;
        return new RealTimeFactors(
            seconds / total.ComposeProcessor.TotalSeconds, seconds / total.RenderProcessor.TotalSeconds,
            Percentiles.MedianOf(composing), Percentiles.MedianOf(synthesis), notes / seconds, total.RenderBytes / (double)Math.Max(1, notes));
    }

    private static Spent PlaySection(Ensemble ensemble)
    {
        Span<float> left = stackalloc float[PeriodFrames], right = stackalloc float[PeriodFrames];
        var spent = new Spent();
        for (var frame = 0; frame < SectionSeconds * ensemble.Player.SampleRate; frame += PeriodFrames)
        {
            var (clock, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            ensemble.Performance.ComposeAhead();
            var (middleClock, middleProcessor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            ensemble.Player.Render(left, right);
            spent = spent.Plus(new Spent(
                Stopwatch.GetElapsedTime(clock, middleClock), Stopwatch.GetElapsedTime(middleClock), middleProcessor - processor,
                Environment.CpuUsage.TotalTime - middleProcessor, GC.GetAllocatedBytesForCurrentThread() - bytes));
        }

        return spent;
    }

    private readonly record struct Spent(
        TimeSpan ComposeClock, TimeSpan RenderClock, TimeSpan ComposeProcessor, TimeSpan RenderProcessor, long RenderBytes)
    {
        public Spent Plus(in Spent other) => new(
            ComposeClock + other.ComposeClock, RenderClock + other.RenderClock, ComposeProcessor + other.ComposeProcessor,
            RenderProcessor + other.RenderProcessor, RenderBytes + other.RenderBytes);
    }
}
