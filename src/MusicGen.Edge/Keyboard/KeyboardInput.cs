using MusicGen.Midi.Live;

namespace MusicGen.Edge;

/// <summary>
/// Listens to any number of keyboards, which come and go at any moment, and plays them into the live queue: the first
/// stage of what the box hears. A port that fails is tried again, waiting longer, and never stops the others.
/// </summary>
/// <remarks>
/// Single-threaded: the input thread, which calls <see cref="Step"/> and then waits at most <see cref="NextWait"/>. Nothing is
/// allocated for a message. Counts may be read by any thread.
/// </remarks>
internal sealed class KeyboardInput : IDisposable
{
    /// <summary>Owner id of the first keyboard's notes; others follow.</summary>
    public const int FirstOwnerId = 16;

    // A keyboard that senses actively is silent for 300 ms only when its cable is pulled (MIDI 1.0, "Active Sensing").
    private static readonly TimeSpan _sensingLimit = TimeSpan.FromMilliseconds(300);

    // Looked for even without word from the system, which may have lost it: a keyboard is heard within 2 s of plugging in.
    private static readonly TimeSpan _scanInterval = TimeSpan.FromSeconds(1);

    // After plugging in, the system takes a moment to set the rights of the device file.
    private static readonly TimeSpan _firstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan _lastRetry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan _inboxRetry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan _shortest = TimeSpan.FromMilliseconds(1);

    private const int ReadsPerTurn = 8;

    private readonly IMidiPorts _ports;
    private readonly NoteEventQueue _queue;
    private readonly KeyboardRouting _routing;
    private readonly Func<long> _frame;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private readonly List<KeyboardPort> _plugged = [];
    private readonly List<KeyboardPart> _parts = [];
    private readonly Stack<KeyboardPart> _freeParts = [];
    private readonly byte[] _bytes = new byte[256];
    private SteeringKnobs? _knobs;
    private long _nextScan, _messageCount;
    private int _openCount;

    /// <summary>Makes an input that has not looked yet.</summary>
    /// <param name="ports">The system's ports; closed with this input.</param>
    /// <param name="queue">Towards the player; the input thread is its only writer.</param>
    /// <param name="routing">Channel and program of what is played.</param>
    /// <param name="frame">The player's clock, for time stamps.</param>
    /// <param name="time">Clock of waits and of active sensing.</param>
    /// <param name="say">Told in a sentence what came, went or fails.</param>
    public KeyboardInput(IMidiPorts ports, NoteEventQueue queue, KeyboardRouting routing, Func<long> frame, TimeProvider time, Action<string> say)
    {
        _ports = ports;
        _queue = queue;
        _routing = routing;
        _frame = frame;
        _time = time;
        _say = say;
        _nextScan = time.GetTimestamp();
    }

    /// <summary>Told of every key and of controllers that are knobs of the box; null: nobody is.</summary>
    public Inbox? Inbox { get; init; }

    /// <summary>Which controllers are knobs; null: none. They need an inbox.</summary>
    public ControllerBindings? Controllers { get; init; }

    /// <summary>Keyboards open now. Any thread.</summary>
    public int OpenCount => Volatile.Read(ref _openCount);

    /// <summary>Messages received so far. Any thread.</summary>
    public long MessageCount => Volatile.Read(ref _messageCount);

    /// <summary>Keys held on all keyboards.</summary>
    public int HeldCount => _parts.Sum(part => part.HeldCount);

    /// <summary>Events that found the live queue full.</summary>
    public long DroppedCount => _parts.Sum(part => part.DroppedCount);

    /// <summary>How long nothing is to be done unless bytes come or something is plugged.</summary>
    public TimeSpan NextWait
    {
        get
        {
            var now = _time.GetTimestamp();
            var wait = _time.GetElapsedTime(now, _nextScan);
            foreach (var port in _plugged)
            {
                if (port.Input is null) wait = Min(wait, _time.GetElapsedTime(now, port.NextTry));
                else if (port.IsSensing) wait = Min(wait, _sensingLimit - _time.GetElapsedTime(port.LastBytes, now));
            }

            if (_knobs?.IsSettled == false) wait = Min(wait, _inboxRetry);
            foreach (var part in _parts)
            {
                if (!part.IsSettled) wait = _shortest;
                else if (part.Posts?.IsSettled == false) wait = Min(wait, _inboxRetry);
            }

            return wait < _shortest ? _shortest : wait;
        }
    }

    /// <summary>One turn: sees what was plugged, opens it, plays the bytes that have come, releases what must be.</summary>
    public void Step()
    {
        var now = _time.GetTimestamp();
        var isChanged = _ports.TakeChange();
        if (isChanged || now >= _nextScan) Scan(now, isChanged);
        foreach (var port in _plugged)
        {
            if (port.Input is null && now >= port.NextTry) TryOpen(port, now);
            if (port.Input is not null) Hear(port, now);
        }

        foreach (var part in _parts)
        {
            part.Settle();
            part.Posts?.Settle();
        }

        _knobs?.Settle();
    }

    /// <summary>Releases everything and closes all ports.</summary>
    public void Dispose()
    {
        foreach (var port in _plugged) Close(port);
        _plugged.Clear();
        _ports.Dispose();
    }

    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private void Scan(long now, bool isChanged)
    {
        _nextScan = After(now, _scanInterval);
        var listed = _ports.List();
        for (var i = _plugged.Count - 1; i >= 0; i--)
        {
            var port = _plugged[i];
            if (listed.Any(seen => seen.Path == port.Port.Path))
            {
                // Perhaps it was its rights that changed.
                if (isChanged) port.NextTry = now;
                continue;
            }

            Close(port);
            _plugged.RemoveAt(i);
            _say($"keyboard '{port.Port.Name}' unplugged from {port.Port.Path}");
        }

        foreach (var port in listed)
            if (!_plugged.Exists(plugged => plugged.Port.Path == port.Path)) _plugged.Add(new KeyboardPort(port, now));
    }

    private void TryOpen(KeyboardPort port, long now)
    {
        try
        {
            port.Input = _ports.Open(port.Port);
        }
        catch (IOException e)
        {
            Postpone(port, e, now);
            return;
        }

        port.Parser.Reset();
        port.IsSensing = port.IsReported = false;
        port.LastBytes = now;
        port.Part = TakePart();
        port.Part.Begin(port.Port.Source);
        Volatile.Write(ref _openCount, _openCount + 1);
        _say($"keyboard '{port.Port.Name}' plays on {port.Port.Path}");
    }

    private void Hear(KeyboardPort port, long now)
    {
        try
        {
            // Not without end: a flood at one port must not silence the others.
            for (var reads = 0; reads < ReadsPerTurn; reads++)
            {
                var count = port.Input!.Read(_bytes);
                if (count == 0) break;
                port.LastBytes = now;
                Play(port, _bytes.AsSpan(0, count));
            }
        }
        catch (IOException e)
        {
            Close(port);
            port.FailingSince = now;
            port.Retry = TimeSpan.Zero;
            Postpone(port, e, now);
            return;
        }

        if (!port.IsSensing || _time.GetElapsedTime(port.LastBytes, now) < _sensingLimit) return;
        port.IsSensing = false;
        port.Part!.Release();
    }

    private void Play(KeyboardPort port, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
        {
            if (!port.Parser.Push(value, out var message)) continue;
            if (message.Kind == MidiMessageKind.ActiveSensing) port.IsSensing = true;
            else port.Part!.Play(message);
            Volatile.Write(ref _messageCount, _messageCount + 1);
        }
    }

    private void Postpone(KeyboardPort port, IOException fault, long now)
    {
        var isPatient = _time.GetElapsedTime(port.FailingSince, now) < _patience;
        port.Retry = isPatient ? _firstRetry : Min(2 * port.Retry, _lastRetry);
        port.NextTry = After(now, port.Retry);
        if (isPatient || port.IsReported) return;
        port.IsReported = true;
        _say($"keyboard '{port.Port.Name}' cannot be heard, it is tried again: {fault.Message}");
    }

    private void Close(KeyboardPort port)
    {
        if (port.Input is null) return;
        port.Input.Dispose();
        port.Input = null;
        port.Part!.Release();
        _freeParts.Push(port.Part);
        port.Part = null;
        Volatile.Write(ref _openCount, _openCount - 1);
    }

    // Parts are used again, so that a cable with a loose contact costs no memory.
    private KeyboardPart TakePart()
    {
        if (_freeParts.TryPop(out var free)) return free;
        if (Inbox is not null && Controllers is not null) _knobs ??= new SteeringKnobs(Controllers, Inbox, _frame);
        var part = new KeyboardPart(_queue, FirstOwnerId + _parts.Count, _routing, _frame)
        {
            Posts = Inbox is null ? null : new KeyPosts(Inbox, _frame),
            Knobs = _knobs,
        };
        _parts.Add(part);
        return part;
    }

    private long After(long now, TimeSpan wait) => now + (long)(wait.TotalSeconds * _time.TimestampFrequency);
}
