namespace MusicGen.Core.Tests.Conducting;

/// <summary>A whole box with a stand-in model and synthesizer: events go in at their time, what happened is written down.</summary>
public sealed class Box : IConductorListener
{
    public const int Rate = 44_100;
    private const int Period = 441;
    private const int KeyboardOwner = 16;

    private readonly NoteEventQueue _queue = new(4096);
    private readonly NoteEventQueue _live = new(1024);
    private readonly float[] _left = new float[Period];
    private readonly float[] _right = new float[Period];

    public Box(PlayMode mode = PlayMode.Answer, ConductorOptions? options = null, Func<ComposerOptions, ComposerOptions>? compose = null, float endBias = -100)
    {
        Scheduler = new Scheduler(_queue, new SchedulerOptions());
        Player = new Player(Synthesizer, _queue, new PlayerOptions(), _live);
        Presets = [.. new[] { "one", "two", "three" }.Select((name, i) => MakePreset(name, i, mode, compose, endBias))];
        Conductor = new Conductor(Inbox, Scheduler, Player, Presets, options ?? new ConductorOptions(), this);
    }

    public FakeNoteModel[] Models { get; } = new FakeNoteModel[3];

    public List<PlayablePreset> Presets { get; }

    public Inbox Inbox { get; } = new();

    public Scheduler Scheduler { get; }

    public Player Player { get; }

    public RecordingSynthesizer Synthesizer { get; } = new();

    public Conductor Conductor { get; }

    public List<BoxEvent> Taken { get; } = [];

    public List<(BoxPhase Phase, double Seconds)> Phases { get; } = [];

    public List<NoteEvent> Played { get; } = [];

    public double Now => Player.PlayedFrames / (double)Rate;

    public IEnumerable<NoteEvent> ComposedNotes => Played.Where(e => e is { Kind: NoteEventKind.NoteOn, OwnerId: NoteEvent.ComposerOwner });

    public void Took(in BoxEvent boxEvent) => Taken.Add(boxEvent);

    public void Changed(BoxState state, long frame)
    {
        if (Phases.Count == 0 || Phases[^1].Phase != state.Phase) Phases.Add((state.Phase, frame / (double)Rate));
    }

    public void Post(BoxEventKind kind, int number = 0, double value = 0, string? text = null) =>
        Assert.True(Inbox.TryPost(new BoxEvent(kind, BoxEventSource.Script, number, value, text, Player.PlayedFrames)));

    public void Press(string preset) => Post(BoxEventKind.PresetPressed, text: preset);

    public void Down(int pitch, int velocity = 80)
    {
        _live.TryEnqueue(new NoteEvent(0, NoteEventKind.NoteOn, 15, (byte)pitch, (byte)velocity, KeyboardOwner, NoteEvent.LiveGeneration));
        Post(BoxEventKind.KeyDown, pitch, velocity);
    }

    public void Up(int pitch)
    {
        _live.TryEnqueue(new NoteEvent(0, NoteEventKind.NoteOff, 15, (byte)pitch, 0, KeyboardOwner, NoteEvent.LiveGeneration));
        Post(BoxEventKind.KeyUp, pitch);
    }

    /// <summary>Plays keys one after the other.</summary>
    public void PlayKeys(double secondsEach, params int[] pitches)
    {
        foreach (var pitch in pitches)
        {
            Down(pitch);
            Run(secondsEach * 0.8);
            Up(pitch);
            Run(secondsEach * 0.2);
        }
    }

    public void Run(double seconds)
    {
        for (var end = Player.PlayedFrames + (long)(seconds * Rate); Player.PlayedFrames < end;)
        {
            Conductor.Step();
            Player.Render(_left, _right);
            while (Player.PlayedEvents.TryDequeue(out var played)) Played.Add(played);
        }
    }

    public void RunUntil(Func<bool> isEnough, double mostSeconds)
    {
        for (var end = Now + mostSeconds; !isEnough();)
        {
            Assert.True(Now < end, $"not so within {mostSeconds} s; phase {Conductor.State.Phase}");
            Run(0.01);
        }
    }

    private PlayablePreset MakePreset(string name, int index, PlayMode mode, Func<ComposerOptions, ComposerOptions>? compose, float endBias)
    {
        var vocabulary = NoteCodec.CreateVocabulary(TimeBase.Performed);
        Models[index] = new FakeNoteModel(vocabulary) { EndBias = endBias, Seen = [] };
        var options = new ComposerOptions { Program = (byte)index };
        if (compose is not null) options = compose(options);
        return new PlayablePreset
        {
            Name = name,
            Mode = mode,
            Composer = new Composer(Models[index], options, new RandomSource(11 + index)),
            Settings = new Settings(options.Steering, SamplingOptions.Same(vocabulary, FieldSampling.Full)),
        };
    }
}
