namespace MusicGen.Edge;

/// <summary>What stands behind the player of the running box: the loop that hands out copies of what is played, and the recorder that writes them down.</summary>
internal sealed class PlayedCopies : IDisposable
{
    private readonly PlayedLoop _loop;

    /// <summary>Wires it; nothing is handed out before <see cref="Start"/>.</summary>
    /// <param name="options">The configuration.</param>
    /// <param name="player">What is copied.</param>
    /// <param name="surroundings">Where the files are.</param>
    /// <param name="preset">Name of the preset that plays now; the played thread.</param>
    /// <param name="say">Told in a sentence what fails.</param>
    public PlayedCopies(EdgeOptions options, Player player, Surroundings surroundings, Func<string> preset, Action<string> say)
    {
        _loop = new PlayedLoop(player, say);
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

    /// <summary>Turns of the loop so far: it stands still only when a listener hangs. Any thread.</summary>
    public long TurnCount => _loop.TurnCount;

    /// <summary>Adds a listener; before <see cref="Start"/>.</summary>
    public void Add(IPlayedListener listener) => _loop.Add(listener);

    /// <summary>Begins to hand out copies.</summary>
    public void Start() => _loop.Start();

    /// <summary>Hands out the rest and writes it down.</summary>
    public void Dispose()
    {
        _loop.Dispose();
        Recorder?.Dispose();
    }
}
