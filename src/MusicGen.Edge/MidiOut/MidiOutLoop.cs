namespace MusicGen.Edge;

/// <summary>
/// The MIDI out thread of <c>run</c>: an instrument outside plays what the box plays, an even moment later. The instrument may come and go; what the box
/// began there is ended when it closes, and what sounds elsewhere goes on whatever happens here.
/// </summary>
/// <remarks><see cref="Hear"/> and <see cref="Turn"/>: the played thread. <see cref="Panic"/>: any thread.</remarks>
internal sealed class MidiOutLoop : IPlayedListener, IDisposable
{
    // More than a period: events come in bursts of one, and leave evenly.
    private const double DelayPeriods = 1.5;
    private const int TurnMilliseconds = 1;
    private const int LastTurns = 500;
    private const int PendingBytes = 4096 + OutVoice.MostRestBytes;
    private static readonly TimeSpan _lookInterval = TimeSpan.FromSeconds(1);

    private readonly Func<IMidiOutput?> _open;
    private readonly Player _player;
    private readonly TimeProvider _time;
    private readonly Action<string> _say;
    private readonly long _delayFrames;
    private readonly NoteEventQueue _queue = new(4096);
    private readonly OutVoice _voice = new();
    private readonly ChannelStates _states = new();
    private readonly FrameClock _frames;
    private readonly byte[] _pending = new byte[PendingBytes];
    private readonly ManualResetEventSlim _stopped = new();
    private MidiClock _clock;
    private IMidiOutput? _output;
    private NoteEvent? _next;
    private Thread? _thread;
    private int _pendingCount;
    private long _nextLook, _dropped;
    private bool _isReported;
    private volatile bool _isPanicAsked;

    /// <summary>Makes a loop that does nothing before <see cref="Start"/>.</summary>
    /// <param name="open">Opens the instrument's port; null while it is not there.</param>
    /// <param name="player">Whose clock counts.</param>
    /// <param name="periodFrames">Frames that the player renders at once.</param>
    /// <param name="time">Clock of the waits.</param>
    /// <param name="say">Told in a sentence that the instrument came, went or fails.</param>
    public MidiOutLoop(Func<IMidiOutput?> open, Player player, int periodFrames, TimeProvider time, Action<string> say)
    {
        _open = open;
        _player = player;
        _time = time;
        _say = say;
        _delayFrames = (long)(DelayPeriods * periodFrames);
        _frames = new FrameClock(player.SampleRate, time);
        _clock = new MidiClock(player.SampleRate);
        _nextLook = time.GetTimestamp();
    }

    /// <summary>Tempo in quarters a minute for the MIDI clock; null: no clock is sent. The MIDI out thread.</summary>
    public Func<double>? QuartersPerMinute { get; init; }

    /// <summary>Whether there is music, for the clock's start and stop. The MIDI out thread.</summary>
    public Func<bool> IsPlaying { get; init; } = () => true;

    /// <summary>Whether the instrument is there. Any thread.</summary>
    public bool IsOpen => Volatile.Read(ref _output) is not null;

    /// <summary>Times that the instrument could not keep up and was silenced, and events lost on the way. Any thread.</summary>
    public long DroppedCount => Volatile.Read(ref _dropped);

    /// <summary>Begins to send.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { Name = "midi out", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Silences the instrument on all channels, whatever it holds. Any thread.</summary>
    public void Panic() => _isPanicAsked = true;

    /// <inheritdoc/>
    public void Hear(in NoteEvent played)
    {
        if (!_queue.TryEnqueue(played)) Interlocked.Increment(ref _dropped);
    }

    /// <inheritdoc/>
    public void Turn(long frame)
    {
    }

    /// <summary>Sends what is due. Called by the thread; by tests in its place.</summary>
    public void Step()
    {
        var now = _time.GetTimestamp();
        _frames.See(_player.PlayedFrames);
        if (now >= _nextLook) Look(now);
        try
        {
            Send(_frames.Now() - _delayFrames);
        }
        catch (IOException e)
        {
            Lose(e.Message);
        }
    }

    /// <summary>Ends what sounds there, and closes.</summary>
    public void Dispose()
    {
        _stopped.Set();
        _thread?.Join();
        try
        {
            if (_output is null) return;
            _pendingCount += _voice.Rest(_pending.AsSpan(_pendingCount));
            for (var turn = 0; turn < LastTurns && _pendingCount > 0; turn++)
            {
                Flush();
                if (_pendingCount > 0) Thread.Sleep(TurnMilliseconds);
            }
        }
        catch (IOException)
        {
            // Gone in the last moment, and its notes with it.
        }
        finally
        {
            _output?.Dispose();
            _output = null;
        }
    }

    private void Run()
    {
        while (!_stopped.IsSet)
        {
            Step();
            _stopped.Wait(TurnMilliseconds);
        }
    }

    private void Look(long now)
    {
        _nextLook = now + (long)(_lookInterval.TotalSeconds * _time.TimestampFrequency);
        if (_output is not null)
        {
            if (_output.IsGone()) Lose("unplugged");
            return;
        }

        try
        {
            if (_open() is not { } output) return;
            Volatile.Write(ref _output, output);
            _clock = new MidiClock(_player.SampleRate);
            _pendingCount = 0;
            _isReported = false;
            _say($"MIDI out plays on '{output.Name}'");
            var set = new List<NoteEvent>();
            _states.AddTo(set, 0);
            foreach (var played in set) Append(played);
        }
        catch (IOException e)
        {
            if (!_isReported) _say($"MIDI out cannot be opened, it is tried again: {e.Message}");
            _isReported = true;
        }
    }

    private void Lose(string why)
    {
        _say($"MIDI out lost '{_output?.Name}', it is looked for: {why}");
        _output?.Dispose();
        Volatile.Write(ref _output, null);
        _voice.Forget();
        _pendingCount = 0;
    }

    private void Send(long frame)
    {
        if (_isPanicAsked)
        {
            _isPanicAsked = false;
            _pendingCount = _voice.Panic(_pending);
        }

        // Each event waits in one place until its frame has come.
        while (_next is not null || TryTakeNext())
        {
            if (_next!.Value.Frame > frame) break;
            _states.Hear(_next.Value);
            if (_output is not null) Append(_next.Value);
            _next = null;
        }

        if (_output is null) return;
        if (QuartersPerMinute is not null)
            _pendingCount += _clock.Advance(frame, QuartersPerMinute(), IsPlaying(), _pending.AsSpan(_pendingCount, Math.Min(16, _pending.Length - _pendingCount)));
        Flush();
    }

    private bool TryTakeNext()
    {
        if (!_queue.TryDequeue(out var taken)) return false;
        _next = taken;
        return true;
    }

    private void Append(in NoteEvent played)
    {
        if (_pendingCount > PendingBytes - OutVoice.MostRestBytes)
        {
            // It does not take what it is sent: everything on the way is dropped, releases too, so it is silenced altogether.
            _pendingCount = _voice.Panic(_pending);
            Interlocked.Increment(ref _dropped);
            return;
        }

        _pendingCount += _voice.Play(played, _pending.AsSpan(_pendingCount));
    }

    private void Flush()
    {
        if (_pendingCount == 0) return;
        var taken = _output!.Write(_pending.AsSpan(0, _pendingCount));
        if (taken == 0) return;
        _pending.AsSpan(taken, _pendingCount - taken).CopyTo(_pending);
        _pendingCount -= taken;
    }
}
