namespace MusicGen.Edge;

/// <summary>
/// What stands behind the player of the running box: the loop that hands out copies of what is played, the recorder that writes them down, and the
/// instrument outside that plays along.
/// </summary>
internal sealed class PlayedCopies : IDisposable
{
    private readonly PlayedLoop _loop;
    private readonly Player _player;
    private readonly IMidiOutputs _outputs;
    private readonly Action<string> _say;

    /// <summary>Wires it; nothing is handed out before <see cref="Start"/>.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="player">What is copied.</param>
    /// <param name="surroundings">Where the files are.</param>
    /// <param name="preset">Name of the preset that plays now; the played thread.</param>
    /// <param name="say">Told in a sentence what fails.</param>
    public PlayedCopies(EdgeOptions options, Player player, Surroundings surroundings, Func<string> preset, Action<string> say)
    {
        _loop = new PlayedLoop(player, say);
        _player = player;
        _outputs = surroundings.OpenMidiOutputs(surroundings.SystemRoot);
        _say = say;
        var recordings = options.Recordings;
        Library = new RecordingLibrary(Places.Recordings(options, surroundings), new RecordingQuota(recordings.Megabytes * 1024L * 1024, recordings.Count));
        if (!recordings.IsOn) return;
        Recorder = new Recorder(Library, recordings, player.SampleRate, preset, TimeProvider.System, say);
        _loop.Add(Recorder);
    }

    /// <summary>All recordings, also while nothing is recorded.</summary>
    public RecordingLibrary Library { get; }

    /// <summary>Records; null where that is off.</summary>
    public Recorder? Recorder { get; }

    /// <summary>Plays an instrument outside; null where none is wanted.</summary>
    public MidiOutLoop? MidiOut { get; private set; }

    /// <summary>Turns of the loop so far: it stands still only when a listener hangs. Any thread.</summary>
    public long TurnCount => _loop.TurnCount;

    /// <summary>Adds a listener; before <see cref="Start"/>.</summary>
    public void Add(IPlayedListener listener) => _loop.Add(listener);

    /// <summary>Has an instrument outside play along, where the options name one; before <see cref="Start"/>.</summary>
    /// <param name="options">Which one, and whether it gets the clock.</param>
    /// <param name="periodFrames">Frames that the player renders at once.</param>
    /// <param name="quartersPerMinute">The tempo; any thread.</param>
    /// <param name="isPlaying">Whether there is music; any thread.</param>
    public void PlayOutside(MidiOutOptions options, int periodFrames, Func<double> quartersPerMinute, Func<bool> isPlaying)
    {
        if (options.Port is not { } port) return;
        MidiOut = new MidiOutLoop(() => _outputs.Open(port), _player, periodFrames, TimeProvider.System, _say)
        {
            QuartersPerMinute = options.SendsClock ? quartersPerMinute : null,
            IsPlaying = isPlaying,
        };
        _loop.Add(MidiOut);
    }

    /// <summary>Begins to hand out copies.</summary>
    public void Start()
    {
        _loop.Start();
        MidiOut?.Start();
    }

    /// <summary>Hands out the rest and writes it down.</summary>
    public void Dispose()
    {
        _loop.Dispose();
        MidiOut?.Dispose();
        _outputs.Dispose();
        Recorder?.Dispose();
    }
}
