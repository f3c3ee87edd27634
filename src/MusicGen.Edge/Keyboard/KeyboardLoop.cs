namespace MusicGen.Edge;

/// <summary>The input thread of <c>run</c>: listens to the keyboards until it is stopped. Whatever happens there, the music goes on.</summary>
internal sealed class KeyboardLoop(Func<IMidiPorts> openPorts, Func<IMidiPorts, KeyboardInput> listen, Action<string> say)
{
    private static readonly TimeSpan _lastRetry = TimeSpan.FromSeconds(60);

    private readonly ManualResetEventSlim _stopped = new();
    private volatile IMidiPorts? _ports;

    /// <value>Wait before listening begins anew for the first time, one second.</value>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(1);

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
                return;
            }
            catch (Exception e)
            {
                if (!isReported) say($"listening to keyboards stopped and begins anew: {e.Message}");
                isReported = true;
                _stopped.Wait(retry);
                retry = 2 * retry < _lastRetry ? 2 * retry : _lastRetry;
            }
        }
    }

    private void Listen()
    {
        var ports = openPorts();
        using var input = listen(ports);
        _ports = ports;
        while (!_stopped.IsSet)
        {
            input.Step();
            ports.Wait(input.NextWait);
        }

        _ports = null;
    }
}
