namespace MusicGen.Edge;

/// <summary>
/// The thread that takes copies of what was played from the <see cref="Player"/> and hands them to everybody who wants them; a listener
/// that fails is told of once and left out from then on. Nothing waits for it: what finds its queue full is lost to the listeners and counted.
/// </summary>
internal sealed class PlayedLoop(Player player, Action<string> say) : IDisposable
{
    // Half a period of the shortest kind; the queue holds minutes of music.
    private const int TurnMilliseconds = 2;

    private volatile IPlayedListener[] _listeners = [];
    private readonly ManualResetEventSlim _stopped = new();
    private Thread? _thread;
    private long _turns;

    /// <summary>Turns done so far; it stands still only when a listener hangs. Any thread.</summary>
    public long TurnCount => Volatile.Read(ref _turns);

    /// <summary>Adds a listener, which hears what comes from now on. Any thread.</summary>
    public void Add(IPlayedListener listener)
    {
        lock (_stopped) _listeners = [.. _listeners, listener];
    }

    /// <summary>Begins to hand over.</summary>
    public void Start()
    {
        _thread = new Thread(Run) { Name = "played", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Hands over what has come. Called by the thread; by tests in its place.</summary>
    public void Step()
    {
        // The clock first: all events before it are in the queue already.
        var frame = player.PlayedFrames;
        while (player.PlayedEvents.TryDequeue(out var played))
        {
            foreach (var listener in _listeners) Guard(listener, static (listener, given) => listener.Hear(given.Played), (Played: played, frame));
        }

        foreach (var listener in _listeners) Guard(listener, static (listener, given) => listener.Turn(given.frame), (Played: default(NoteEvent), frame));
        Volatile.Write(ref _turns, _turns + 1);
    }

    /// <summary>Hands over the rest and ends.</summary>
    public void Dispose()
    {
        _stopped.Set();
        _thread?.Join();
        Step();
    }

    private void Run()
    {
        while (!_stopped.IsSet)
        {
            Step();
            _stopped.Wait(TurnMilliseconds);
        }
    }

    private void Guard(IPlayedListener listener, Action<IPlayedListener, (NoteEvent Played, long frame)> call, (NoteEvent Played, long frame) given)
    {
        try
        {
            call(listener, given);
        }
        catch (Exception e)
        {
            say($"{listener.GetType().Name} stopped, the music goes on: {e.Message}");
            lock (_stopped) _listeners = [.. _listeners.Where(other => other != listener)];
        }
    }
}
