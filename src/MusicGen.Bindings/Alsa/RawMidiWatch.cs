namespace MusicGen.Bindings.Alsa;

/// <summary>Tells when device files come, go or change their rights: a keyboard was plugged in or pulled out.</summary>
/// <remarks>
/// The folder need not be there: a machine without any sound card has none. <see cref="TryBegin"/> is then to be called
/// again from time to time. The callback comes on a thread of the pool.
/// </remarks>
public sealed class RawMidiWatch : IDisposable
{
    private readonly string _folder;
    private readonly Action _changed;
    private FileSystemWatcher? _watcher;
    private volatile bool _isBroken;

    /// <summary>Makes one that does not watch yet.</summary>
    /// <param name="deviceFolder">Folder of the device files; <c>/dev/snd</c> on a real machine.</param>
    /// <param name="changed">Called after each change; must not throw.</param>
    public RawMidiWatch(string deviceFolder, Action changed)
    {
        _folder = deviceFolder ?? throw new ArgumentNullException(nameof(deviceFolder));
        _changed = changed ?? throw new ArgumentNullException(nameof(changed));
    }

    /// <summary>Watches from now on, where the folder is there and it does not watch already.</summary>
    /// <returns>Whether it watches.</returns>
    public bool TryBegin()
    {
        // The folder goes with the last sound card, and another one of the same name is not watched.
        if (_watcher is not null && !_isBroken && Directory.Exists(_folder)) return true;
        _watcher?.Dispose();
        _watcher = null;
        if (!Directory.Exists(_folder)) return false;
        try
        {
            _isBroken = false;
            _watcher = new FileSystemWatcher(_folder, "midiC*") { NotifyFilter = NotifyFilters.FileName | NotifyFilters.Attributes };
            _watcher.Created += (_, _) => _changed();
            _watcher.Deleted += (_, _) => _changed();
            _watcher.Renamed += (_, _) => _changed();
            _watcher.Changed += (_, _) => _changed();
            _watcher.Error += (_, _) =>
            {
                _isBroken = true;
                _changed();
            };
            _watcher.EnableRaisingEvents = true;
            return true;
        }
        catch (Exception e) when (e is IOException or ArgumentException)
        {
            // Gone between the two looks, or the system has no more watches: looking from time to time must do.
            _watcher?.Dispose();
            _watcher = null;
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _watcher?.Dispose();
}
