using System.Globalization;

namespace MusicGen.Edge;

/// <summary>
/// The running box as a service: says ready when it plays, feeds the watchdog only while every stage makes progress, keeps
/// status line and health file. Outside systemd it only tells when the first note sounded, and only if asked to.
/// </summary>
/// <remarks>Single-threaded: the thread that watches the others.</remarks>
internal sealed class BoxService : IDisposable
{
    // Longer than any garbage collection, device opening or retry; a stage that stands still for longer hangs.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _reportEvery = TimeSpan.FromSeconds(1);

    private readonly SystemdNotifier _notifier;
    private readonly HealthFile? _file;
    private readonly LifeSigns _signs;
    private readonly TimeProvider _time;
    private readonly ServiceClock _clock;
    private readonly Action<string> _say;
    private readonly TimeSpan _feedEvery;
    private long _fedAt, _reportedAt;
    private bool _isReady, _hasSounded, _hasFed, _hasReported;
    private string _status = "";
    private string _silent = "";

    /// <summary>Begins as systemd's environment says.</summary>
    /// <param name="surroundings">The machine and its environment.</param>
    /// <param name="time">Clock of the watching.</param>
    /// <param name="say">Receives sentences for the log.</param>
    public BoxService(Surroundings surroundings, TimeProvider time, Action<string> say)
    {
        _notifier = SystemdNotifier.From(surroundings.Variable, Environment.ProcessId);
        _file = surroundings.Variable("RUNTIME_DIRECTORY") is { Length: > 0 } folder ? new HealthFile(folder.Split(':')[0]) : null;
        _signs = new LifeSigns(time);
        _time = time;
        _clock = new ServiceClock(surroundings.SystemRoot);
        _say = say;
        // A third of the limit, so that one late turn is no restart.
        _feedEvery = _notifier.WatchdogLimit / 3 ?? TimeSpan.MaxValue;
    }

    /// <summary>Whether this runs as a service.</summary>
    public bool IsService => _notifier.IsListenedTo;

    /// <summary>Has a stage watched.</summary>
    /// <param name="stage">For the log: audio, composer, keyboards.</param>
    /// <param name="count">What it has done so far; any thread.</param>
    public void Watch(string stage, Func<long> count) => _signs.Watch(stage, count, _patience);

    /// <summary>What is going on before it plays, which may take a while.</summary>
    public void Begin(string doing) => _notifier.Status(doing);

    /// <summary>To be called a few times a second while it plays.</summary>
    public void Tick(in BoxHealth health)
    {
        if (!IsService && _file is null) return;
        var silent = _signs.FindSilent();
        TellSilent(silent);
        if (!_isReady && _signs.HaveAllBegun)
        {
            _isReady = true;
            _notifier.Ready();
        }

        TellFirstNote(health);
        if (_notifier.WatchdogLimit is not null && silent.Count == 0 && IsDue(ref _fedAt, ref _hasFed, _feedEvery)) _notifier.FeedWatchdog();
        if (IsDue(ref _reportedAt, ref _hasReported, _reportEvery)) Report(health, silent);
    }

    /// <summary>It ends on purpose.</summary>
    public void End()
    {
        _notifier.Stopping();
        _notifier.Status("ending");
    }

    /// <inheritdoc/>
    public void Dispose() => _notifier.Dispose();

    private void Report(in BoxHealth health, IReadOnlyList<string> silent)
    {
        var status = health.Sentence;
        if (status != _status) _notifier.Status(_status = status);
        _file?.Write(health, _isReady, silent, _say);
    }

    private void TellFirstNote(in BoxHealth health)
    {
        if (_hasSounded || health.PlayedNotes == 0) return;
        _hasSounded = true;
        if (_clock.Read() is { } clock)
            _say(string.Create(
                CultureInfo.InvariantCulture,
                $"first note {clock.SinceStartSeconds:0.00} s after the program's start, {clock.SinceBootSeconds:0.00} s after the kernel's"));
    }

    private void TellSilent(IReadOnlyList<string> silent)
    {
        var names = string.Join(", ", silent);
        if (names == _silent) return;
        _silent = names;
        _say(names.Length == 0
            ? "every stage makes progress again"
            : $"no progress for {_patience.TotalSeconds:0} s: {names}; the watchdog is not fed and restarts the service if it stays so");
    }

    private bool IsDue(ref long last, ref bool hasBeen, TimeSpan every)
    {
        var now = _time.GetTimestamp();
        if (hasBeen && _time.GetElapsedTime(last, now) < every) return false;
        last = now;
        return hasBeen = true;
    }
}
