namespace MusicGen.Edge;

/// <summary>The input thread of <c>run</c>: listens to the keyboards until it is stopped. Whatever happens there, the music goes on.</summary>
internal sealed class KeyboardLoop(Func<IMidiPorts> openPorts, Func<IMidiPorts, KeyboardInput> listen, Action<string> say)
{
    private static readonly TimeSpan _lastRetry = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _restTurn = TimeSpan.FromSeconds(1);

    private readonly ManualResetEventSlim _stopped = new();
    private volatile IMidiPorts? _ports;
    private long _turns;

    /// <value>Wait before listening begins anew for the first time, one second.</value>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Turns made so far, its sign of life: some each second, whatever is plugged in. Any thread.</summary>
    public long TurnCount => Volatile.Read(ref _turns);

    /// <summary>Whether it has come to its end, asked or because this system has no keyboards. Any thread.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Asks for the end. Any thread.</summary>
    public void Stop()
    {
        _stopped.Set();
        _ports?.Wake();
    }

    /// <summary>Listens until <see cref="Stop"/>; a fault is told once and listening begins anew, after a longer wait each time.</summary>
    public void Run()
    {
        var retry = FirstRetry;
        var isReported = false;
        while (!_stopped.IsSet)
        {
            try
            {
                Listen();
            }
            catch (DllNotFoundException)
            {
                say("keyboards cannot be heard on this system: raw MIDI is Linux's");
                HasEnded = true;
                return;
            }
            catch (Exception e)
            {
                if (!isReported) say($"listening to keyboards stopped and begins anew: {e.Message}");
                isReported = true;
                Rest(retry);
                retry = 2 * retry < _lastRetry ? 2 * retry : _lastRetry;
            }
        }
    }

    private void Rest(TimeSpan wait)
    {
        for (var rested = TimeSpan.Zero; rested < wait && !_stopped.IsSet; rested += _restTurn)
        {
            Count();
            _stopped.Wait(wait - rested < _restTurn ? wait - rested : _restTurn);
        }
    }

    private void Count() => Volatile.Write(ref _turns, _turns + 1);

    private void Listen()
    {
        var ports = openPorts();
        using var input = listen(ports);
        _ports = ports;
        while (!_stopped.IsSet)
        {
            Count();
            input.Step();
            ports.Wait(input.NextWait);
        }

        _ports = null;
    }
}
