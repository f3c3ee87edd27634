namespace MusicGen.Edge;

/// <summary>
/// The playing path wired together: composer → scheduler → queue → player → synthesizer. The same for <c>render</c>,
/// <c>run</c> and <c>bench</c>; only who calls composer and player differs.
/// </summary>
internal sealed class Ensemble
{
    private const int QueueEvents = 4096;
    private const int NotesASecond = 64;
    private const int LeastRememberedNotes = 65_536;

    /// <summary>Wires the path of a setup.</summary>
    /// <param name="setup">What is played.</param>
    /// <param name="synthesizer">What it sounds through.</param>
    /// <param name="performance">Lead, seed and end.</param>
    /// <param name="keys">What is played by hand meanwhile, or null.</param>
    public Ensemble(MusicSetup setup, ISynthesizer synthesizer, PerformanceOptions performance, NoteEventQueue? keys = null)
    {
        var sampleRate = setup.Options.SampleRateHz;
        var queue = new NoteEventQueue(QueueEvents);
        var scheduler = new Scheduler(queue, new SchedulerOptions
        {
            SampleRate = sampleRate,
            RememberedNotes = Math.Max(LeastRememberedNotes, (int)Math.Ceiling(performance.DurationSeconds) * NotesASecond),
        });
        Composer = new Composer(setup.Model, setup.Composing, new RandomSource(setup.RandomSeed));
        Player = new Player(synthesizer, queue, new PlayerOptions
        {
            SampleRate = sampleRate,
            Volume = setup.Preset.Volume,
            Ceiling = Math.Pow(10, setup.Options.CeilingDecibels / 20),
        }, keys);
        Performance = new Performance(Composer, scheduler, Player, performance);
    }

    /// <summary>Composes.</summary>
    public Composer Composer { get; }

    /// <summary>Plays; the clock.</summary>
    public Player Player { get; }

    /// <summary>Leads.</summary>
    public Performance Performance { get; }
}
