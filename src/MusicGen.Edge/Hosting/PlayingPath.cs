namespace MusicGen.Edge;

/// <summary>From scheduler to synthesizer: scheduler → queue → player. The same for <c>render</c>, <c>run</c> and <c>bench</c>; only who composes and who asks for frames differs.</summary>
internal sealed class PlayingPath
{
    private const int QueueEvents = 4096;
    private const int NotesASecond = 64;
    private const int LeastRememberedNotes = 65_536;

    /// <summary>Wires it.</summary>
    /// <param name="options">Sample rate and ceiling.</param>
    /// <param name="synthesizer">What it sounds through.</param>
    /// <param name="seconds">Length of a tune whose notes are all to be remembered; 0 = the last ones.</param>
    /// <param name="keys">What is played by hand meanwhile, or null.</param>
    public PlayingPath(EdgeOptions options, ISynthesizer synthesizer, double seconds = 0, NoteEventQueue? keys = null)
    {
        var queue = new NoteEventQueue(QueueEvents);
        Scheduler = new Scheduler(queue, new SchedulerOptions
        {
            SampleRate = options.SampleRateHz,
            RememberedNotes = Math.Max(LeastRememberedNotes, (int)Math.Ceiling(seconds) * NotesASecond),
        });
        Player = new Player(synthesizer, queue, new PlayerOptions
        {
            SampleRate = options.SampleRateHz,
            Ceiling = Math.Pow(10, options.CeilingDecibels / 20),
        }, keys);
    }

    /// <summary>Sends notes.</summary>
    public Scheduler Scheduler { get; }

    /// <summary>Plays; the clock.</summary>
    public Player Player { get; }
}
