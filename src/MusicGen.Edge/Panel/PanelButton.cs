using System.Collections.Concurrent;

namespace MusicGen.Edge;

/// <summary>
/// One button of the panel from its contact to its actions: edges in, gestures out. The contact may be there or not; a button whose line is
/// lost while it is held counts as released.
/// </summary>
/// <remarks>Single-threaded but for <see cref="OnEdge"/>. Its time is any monotonic clock in milliseconds.</remarks>
internal sealed class PanelButton
{
    // Far more than contacts bounce; a line that swings without end fills it, and its level is read in the end.
    private const int MostEdges = 128;

    private readonly Debouncer _debouncer;
    private readonly ButtonGestures _gestures;
    private readonly int _quietMilliseconds;
    private readonly ConcurrentQueue<(long At, bool IsDown)> _edges = new();

    /// <summary>Makes a button that nobody has pressed.</summary>
    /// <param name="options">Where it is and what it does.</param>
    /// <param name="times">What is quick and what is long.</param>
    /// <param name="act">Does what a gesture means.</param>
    public PanelButton(ButtonOptions options, PanelTimes times, Action<PanelAction> act)
    {
        Options = options;
        // Keys come debounced.
        _quietMilliseconds = options.Place is null ? 0 : times.DebounceMilliseconds;
        _debouncer = new Debouncer(_quietMilliseconds);
        _gestures = new ButtonGestures(times, options.Double is not null, options.Long is not null, options.Repeats, gesture =>
        {
            PressCount++;
            if (options.ActionOf(gesture) is { } action) act(action);
        });
    }

    /// <summary>Where it is and what it does.</summary>
    public ButtonOptions Options { get; }

    /// <summary>Its contact, or null while there is none.</summary>
    public IPanelContact? Contact { get; set; }

    /// <summary>Gestures made so far.</summary>
    public long PressCount { get; private set; }

    /// <summary>When time itself changes something.</summary>
    public long Deadline
    {
        get
        {
            var gesture = _gestures.Deadline;
            return Math.Min(_debouncer.Deadline, gesture == long.MaxValue ? gesture : gesture + _quietMilliseconds);
        }
    }

    /// <summary>The contact moved. Any thread.</summary>
    public void OnEdge(bool isDown, long now)
    {
        if (_edges.Count < MostEdges) _edges.Enqueue((now, isDown));
    }

    /// <summary>The key went down or up.</summary>
    public void OnKey(bool isDown, long now)
    {
        if (isDown) _gestures.Press(now);
        else _gestures.Release(now);
    }

    /// <summary>Looks at what has come and at the time.</summary>
    /// <exception cref="IOException">The chip is gone.</exception>
    public void Step(long now)
    {
        while (_edges.TryDequeue(out var edge))
            if (_debouncer.OnEdge(edge.At, edge.IsDown)) Tell();
        if (now >= _debouncer.Deadline && _debouncer.Settle(Contact?.IsDown() ?? false)) Tell();
        // What is not certain yet could still have happened so long ago.
        _gestures.Pass(now - _quietMilliseconds);
    }

    /// <summary>Looks whether an edge got lost: from time to time, and when the line is opened or gone.</summary>
    /// <exception cref="IOException">The chip is gone.</exception>
    public void Check(long now)
    {
        var isDown = Contact?.IsDown() ?? false;
        if (isDown != _debouncer.IsDown && _edges.IsEmpty) OnEdge(isDown, now);
    }

    private void Tell()
    {
        if (_debouncer.IsDown) _gestures.Press(_debouncer.ChangedAt);
        else _gestures.Release(_debouncer.ChangedAt);
    }
}
