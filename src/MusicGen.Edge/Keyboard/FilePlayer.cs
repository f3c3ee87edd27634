namespace MusicGen.Edge;

/// <summary>A MIDI file that stands in for a player: a keyboard that plugs itself in, plays the file in real time as often as wanted, and unplugs itself.</summary>
/// <remarks>Has a thread of its own.</remarks>
internal sealed class FilePlayer : IDisposable
{
    private const int LookMilliseconds = 20;

    private readonly IReadOnlyList<TimedMessage> _messages;
    private readonly VirtualMidiPorts _ports;
    private readonly string _name;
    private readonly int _times;
    private readonly TimeProvider _time;
    private readonly ManualResetEventSlim _stopped = new();
    private readonly Thread _thread;

    /// <summary>Begins as soon as keyboard input listens.</summary>
    /// <param name="messages">What is played.</param>
    /// <param name="name">Name of the keyboard.</param>
    /// <param name="ports">Where it plugs itself in.</param>
    /// <param name="times">How often it is played; 0 = without end.</param>
    /// <param name="time">Clock of the playing.</param>
    public FilePlayer(IReadOnlyList<TimedMessage> messages, string name, VirtualMidiPorts ports, int times, TimeProvider time)
    {
        _messages = messages;
        _name = name;
        _ports = ports;
        _times = times;
        _time = time;
        _thread = new Thread(Run) { Name = "file player", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Between one time and the next, for the answer to be heard.</summary>
    public static TimeSpan Pause { get; } = TimeSpan.FromSeconds(8);

    /// <summary>Whether it has played all it was to play. Any thread.</summary>
    public bool IsDone => !_thread.IsAlive;

    /// <summary>Ends it; what it held down is released.</summary>
    public void Dispose()
    {
        _stopped.Set();
        _thread.Join();
    }

    private void Run()
    {
        using var port = _ports.Plug(_name, BoxEventSource.Keyboard);
        while (!port.IsHeard)
            if (_stopped.Wait(LookMilliseconds)) return;
        for (var turn = 0; _times == 0 || turn < _times; turn++)
        {
            if (turn > 0 && _stopped.Wait(Pause)) return;
            if (!TryPlay(port)) return;
        }
    }

    private bool TryPlay(VirtualMidiPort port)
    {
        var start = _time.GetTimestamp();
        Span<byte> bytes = stackalloc byte[3];
        foreach (var (seconds, message) in _messages)
        {
            var wait = TimeSpan.FromSeconds(seconds) - _time.GetElapsedTime(start);
            if (wait > TimeSpan.Zero ? _stopped.Wait(wait) : _stopped.IsSet) return false;
            port.Send(bytes[..message.WriteTo(bytes)]);
        }

        return true;
    }
}
