namespace MusicGen.Edge;

/// <summary>
/// Which MIDI controller turns which steering parameter: as configured, and as learned by moving one. Asked by keyboard
/// input for every controller that moves.
/// </summary>
/// <remarks>Thread-safe. Asking allocates nothing; learning does.</remarks>
internal sealed class ControllerBindings(TimeProvider time)
{
    // Long enough to find the knob, short enough that the knob of the next visitor is none.
    private static readonly TimeSpan _patience = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly SteeringParameter?[] _bound = new SteeringParameter?[128];
    private SteeringParameter? _learning;
    private long _learningSince, _changes;

    /// <summary>Called after a controller was bound or let go by a person, on the thread that did it; must neither throw nor wait.</summary>
    public Action Changed { get; set; } = () => { };

    /// <summary>Changes of any kind so far: who shows the bindings looks at this. Any thread.</summary>
    public long ChangeCount => Volatile.Read(ref _changes);

    /// <summary>The parameter that waits for a controller to be moved, or null.</summary>
    public SteeringParameter? Learning
    {
        get
        {
            lock (_lock) return time.GetElapsedTime(_learningSince) < _patience ? _learning : null;
        }
    }

    /// <summary>Controllers that mean something else to every keyboard, and are never bound: banks, data entry, pedals, channel modes.</summary>
    public static bool IsReserved(int control) => control is < 0 or 0 or 32 or 6 or 38 or >= 64 and <= 69 or >= 96 and <= 101 or >= 120;

    /// <summary>The parameter that a controller turns, or null. Any thread.</summary>
    public SteeringParameter? ParameterOf(int control) => Volatile.Read(ref _bound[control]);

    /// <summary>Binds a controller without telling <see cref="Changed"/>: as configured.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The controller is reserved.</exception>
    public void Bind(int control, SteeringParameter parameter)
    {
        if (IsReserved(control)) throw new ArgumentOutOfRangeException(nameof(control), control, "A controller that may be bound expected.");
        Volatile.Write(ref _bound[control], parameter);
        Interlocked.Increment(ref _changes);
    }

    /// <summary>All bindings.</summary>
    public SortedDictionary<int, string> Snapshot()
    {
        var names = new SortedDictionary<int, string>();
        for (var control = 0; control < _bound.Length; control++)
            if (ParameterOf(control) is { } parameter) names.Add(control, parameter.Name);
        return names;
    }

    /// <summary>The next controller that is moved is to turn this parameter, and no other is; null: none is to be bound.</summary>
    public void Learn(SteeringParameter? parameter)
    {
        lock (_lock)
        {
            _learning = parameter;
            _learningSince = time.GetTimestamp();
        }

        Interlocked.Increment(ref _changes);
    }

    /// <summary>Lets a parameter go: no controller turns it any more.</summary>
    public void Forget(SteeringParameter parameter)
    {
        lock (_lock) LetGo(parameter);
        Interlocked.Increment(ref _changes);
        Changed();
    }

    /// <summary>A controller was moved: binds it, where a parameter waits for one.</summary>
    public void Move(int control)
    {
        if (Volatile.Read(ref _learning) is null || IsReserved(control)) return;
        lock (_lock)
        {
            if (Learning is not { } parameter) return;
            _learning = null;
            LetGo(parameter);
            Volatile.Write(ref _bound[control], parameter);
        }

        Interlocked.Increment(ref _changes);
        Changed();
    }

    private void LetGo(SteeringParameter parameter)
    {
        for (var control = 0; control < _bound.Length; control++)
            if (ParameterOf(control) == parameter) Volatile.Write(ref _bound[control], null);
    }
}
