using System.Diagnostics;

namespace MusicGen.Edge;

/// <summary>
/// The panel in the running box: a thread for buttons and encoders, and one each for lights, display and key pads where they are configured.
/// Whatever happens here, the music goes on.
/// </summary>
internal sealed class PanelLoop : IDisposable
{
    private const int LongestWaitMilliseconds = 1000;

    private readonly AutoResetEvent _awake = new(false);
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly FaultBoard _faults;
    private readonly PanelFront _front;
    private readonly LightLoop? _lights;
    private readonly DisplayLoop? _display;
    private readonly List<Thread> _threads = [];
    private readonly Func<IKeyPads>? _openKeyPads;
    private readonly ManualResetEventSlim _stopped = new();
    private volatile IKeyPads? _keyPads;
    private long _turns;

    private PanelLoop(PanelOptions options, Surroundings surroundings, Inbox inbox, Func<PanelView> look, FaultBoard faults)
    {
        _faults = faults;
        _front = new PanelFront(options, surroundings, inbox, () => look().State, faults, () => _clock.ElapsedMilliseconds, () => _awake.Set());
        if (_front.Lights.Count > 0) _lights = new LightLoop(_front.Lights, look);
        if (options.Display is { } display) _display = new DisplayLoop(display, surroundings.Panel.OpenDisplay, look, faults);
        if (_front.KeyCodes.Count > 0) _openKeyPads = () => surroundings.Panel.OpenKeyPads(_front.KeyCodes, _front.OnKey, faults.Say);
    }

    /// <summary>Turns of the panel's thread so far: whether it still moves. Any thread.</summary>
    public long TurnCount => Volatile.Read(ref _turns);

    /// <summary>Starts the panel that is configured.</summary>
    /// <param name="options">What is wired where.</param>
    /// <param name="surroundings">The machine.</param>
    /// <param name="inbox">Where what people do goes.</param>
    /// <param name="look">The box now; called from several threads.</param>
    /// <param name="faults">Where what is missing is told, and what lights and display show.</param>
    /// <returns>The panel, or null where none is configured.</returns>
    public static PanelLoop? Start(PanelOptions options, Surroundings surroundings, Inbox inbox, Func<PanelView> look, FaultBoard faults)
    {
        if (options.IsEmpty) return null;
        var loop = new PanelLoop(options, surroundings, inbox, look, faults);
        loop.Begin("panel", loop.RunFront);
        if (loop._lights is { } lights) loop.Begin("lights", lights.Run);
        if (loop._display is { } display) loop.Begin("display", display.Run);
        if (loop._openKeyPads is not null) loop.Begin("keys", loop.RunKeyPads);
        return loop;
    }

    /// <summary>Ends the threads, darkens lights and display, gives the lines back.</summary>
    public void Dispose()
    {
        _stopped.Set();
        _awake.Set();
        _lights?.Stop();
        _display?.Stop();
        _keyPads?.Wake();
        foreach (var thread in _threads) thread.Join();
        _front.Dispose();
    }

    private void Begin(string name, Action run)
    {
        var thread = new Thread(() => Guard(name, run)) { Name = name, IsBackground = true };
        _threads.Add(thread);
        thread.Start();
    }

    // A fault that nobody thought of stops this thread for a while, not the box.
    private void Guard(string name, Action run)
    {
        var retry = new Retry();
        while (!_stopped.IsSet)
        {
            try
            {
                run();
            }
            catch (Exception e)
            {
                retry.Fail(_clock.ElapsedMilliseconds);
                _faults.Raise($"panel.{name}", $"The {name} of the panel stopped: {e.Message}", "It begins anew; the music goes on.");
                _stopped.Wait((int)Math.Max(0, retry.At - _clock.ElapsedMilliseconds));
            }
        }
    }

    private void RunFront()
    {
        while (!_stopped.IsSet)
        {
            _front.Step();
            Interlocked.Increment(ref _turns);
            var wait = Math.Clamp(_front.Deadline - _clock.ElapsedMilliseconds, 0, LongestWaitMilliseconds);
            if (wait > 0) _awake.WaitOne((int)wait);
        }
    }

    private void RunKeyPads()
    {
        using var keyPads = _openKeyPads!();
        _keyPads = keyPads;
        try
        {
            while (!_stopped.IsSet) keyPads.Step(TimeSpan.FromSeconds(1));
        }
        finally
        {
            // Waking one that is closed would be a fault of its own.
            _keyPads = null;
        }
    }
}
