namespace MusicGen.Edge.Tests;

/// <summary>Keyboard input wired to a player whose synthesizer is heard by the test, on a clock of the test.</summary>
internal sealed class KeyboardStage : IDisposable
{
    private readonly float[] _left = new float[Player.BlockFrames], _right = new float[Player.BlockFrames];

    public KeyboardStage(KeyboardRouting? routing = null, IMidiPorts? ports = null, int queueEvents = 1024, int inboxEvents = 1024)
    {
        Queue = new NoteEventQueue(queueEvents);
        Player = new Player(Synthesizer, new NoteEventQueue(64), new PlayerOptions { SampleRate = 48_000 }, Queue);
        Inbox = new Inbox(inboxEvents);
        Controllers = new ControllerBindings(Time);
        Input = new KeyboardInput(ports ?? Ports, Queue, routing ?? new KeyboardRouting(), () => Player.PlayedFrames, Time, Said.Add)
        {
            Inbox = Inbox,
            Controllers = Controllers,
        };
    }

    public FakePorts Ports { get; } = new();

    public ManualTime Time { get; } = new();

    public HearingSynthesizer Synthesizer { get; } = new();

    public NoteEventQueue Queue { get; }

    public Player Player { get; }

    public Inbox Inbox { get; }

    public ControllerBindings Controllers { get; }

    public KeyboardInput Input { get; }

    public List<string> Said { get; } = [];

    /// <summary>One turn of the input and one block of sound.</summary>
    public void Turn()
    {
        Input.Step();
        Sound();
    }

    /// <summary>One block of sound.</summary>
    public void Sound() => Player.Render(_left, _right);

    /// <summary>Turns until so much time has gone by.</summary>
    public void Pass(int milliseconds, int stepMilliseconds = 10)
    {
        for (var i = 0; i < milliseconds; i += stepMilliseconds)
        {
            Time.Advance(stepMilliseconds);
            Turn();
        }
    }

    /// <summary>What was posted since this was asked last.</summary>
    public List<BoxEvent> Posted()
    {
        var posted = new List<BoxEvent>();
        while (Inbox.TryTake(out var boxEvent)) posted.Add(boxEvent);
        return posted;
    }

    public void Dispose() => Input.Dispose();
}
