namespace MusicGen.Core.Tests.Conducting;

/// <summary>A whole playing path with a stand-in model and synthesizer.</summary>
public sealed class Stage
{
    private readonly NoteEventQueue _queue = new(4096);
    private readonly float[] _left = new float[1 << 18];
    private readonly float[] _right = new float[1 << 18];

    public Stage(
        PerformanceOptions options, Vocabulary? vocabulary = null, ComposerOptions? composer = null, Steering? steering = null, float endBias = -100)
    {
        Model = new FakeNoteModel(vocabulary ?? NoteCodec.CreateVocabulary(TimeBase.Performed)) { Seen = [], EndBias = endBias };
        Scheduler = new Scheduler(_queue, new SchedulerOptions());
        Player = new Player(Synthesizer, _queue, new PlayerOptions());
        composer ??= new ComposerOptions();
        Begin(options, steering is null ? composer : composer with { Steering = steering });
    }

    public FakeNoteModel Model { get; }

    public Composer Composer { get; private set; } = null!;

    public Scheduler Scheduler { get; }

    public RecordingSynthesizer Synthesizer { get; } = new();

    public Player Player { get; }

    public Performance Performance { get; private set; } = null!;

    public ScheduledNote[] Notes => [.. Enumerable.Range(0, Scheduler.Notes.Count).Select(i => Scheduler.Notes[i])];

    public void Begin(PerformanceOptions options, ComposerOptions composer)
    {
        Composer = new Composer(Model, composer, new RandomSource(7));
        Performance = new Performance(Composer, Scheduler, Player, options);
    }

    public void Render(int frames) => Player.Render(_left.AsSpan(0, frames), _right.AsSpan(0, frames));

    public void RenderFor(double seconds, int period = 512)
    {
        for (var end = Player.PlayedFrames + seconds * 44_100; Player.PlayedFrames < end;)
        {
            Performance.ComposeAhead();
            Render(period);
        }
    }

    public void RenderToEnd(int period = 512)
    {
        for (var i = 0; !Performance.IsDone; i++)
        {
            Assert.True(i < 100_000, "the performance does not end");
            Performance.ComposeAhead();
            Render(period);
        }
    }
}
