using MusicGen.Bindings.Storage;

namespace MusicGen.Edge;

/// <summary>The folder of recordings: adds, lists, opens, keeps and makes room. Used by the recorder that fills it and by the page that shows it.</summary>
/// <remarks>Thread-safe. Waits for the disk.</remarks>
internal sealed class RecordingLibrary
{
    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly RecordingQuota _quota;
    private readonly SortedDictionary<long, Recording> _recordings = [];
    private readonly List<Recording> _leaving = [];
    private bool _isRead;

    /// <summary>Makes a library; the folder is read when it is first needed and made when the first recording comes.</summary>
    public RecordingLibrary(string folder, RecordingQuota quota)
    {
        _folder = folder;
        _quota = quota;
    }

    /// <summary>Where the recordings are.</summary>
    public string Folder => _folder;

    /// <summary>All recordings, the newest first.</summary>
    /// <exception cref="IOException">The folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be read.</exception>
    public IReadOnlyList<Recording> List()
    {
        lock (_lock)
        {
            ReadOnce();
            return [.. _recordings.Values.Reverse()];
        }
    }

    /// <summary>A number for a new recording, larger than all before.</summary>
    /// <inheritdoc cref="List"/>
    public long NextNumber()
    {
        lock (_lock)
        {
            ReadOnce();
            return _recordings.Count == 0 ? 1 : _recordings.Keys.Last() + 1;
        }
    }

    /// <summary>Adds a recording in place of one of the same number, if there is one; makes room for it first.</summary>
    /// <param name="recording">What the file's name is to tell; a recording that was kept before stays kept.</param>
    /// <param name="contents">The MIDI file.</param>
    /// <exception cref="IOException">The disk is full or failing, or so many recordings are kept that there is no room.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public void Add(Recording recording, ReadOnlySpan<byte> contents)
    {
        lock (_lock)
        {
            Directory.CreateDirectory(_folder);
            ReadOnce();
            var isReplaced = _recordings.Remove(recording.Number, out var before);
            if (!_quota.TryMakeRoom(_recordings.Values, contents.Length, _leaving))
            {
                if (isReplaced) _recordings.Add(before.Number, before);
                throw new IOException($"Room for {contents.Length} bytes expected in '{_folder}', found it filled with recordings that are to be kept; delete some, or raise recordings.megabytes or recordings.count.");
            }

            foreach (var leaving in _leaving) Delete(leaving);
            var added = recording with { IsKept = recording.IsKept || (isReplaced && before.IsKept), Bytes = contents.Length };
            DurableFile.Write(PathOf(added), contents);
            if (isReplaced && before.FileName != added.FileName) File.Delete(PathOf(before));
            _recordings[added.Number] = added;
        }
    }

    /// <summary>Opens a recording for reading, as it is at this moment.</summary>
    /// <param name="number">Its <see cref="Recording.Number"/>.</param>
    /// <returns>Null where there is none of that number.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public Stream? Open(long number)
    {
        lock (_lock)
        {
            ReadOnce();
            return _recordings.TryGetValue(number, out var recording) ? new FileStream(PathOf(recording), FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete) : null;
        }
    }

    /// <summary>Opens a recording by the name of its file, also when it has got another one since because it was kept.</summary>
    /// <returns>Null where the name is no recording's, or there is none of its number.</returns>
    /// <inheritdoc cref="Open(long)"/>
    public Stream? Open(string fileName) => Recording.Parse(fileName, 0) is { } recording ? Open(recording.Number) : null;

    /// <summary>Keeps a recording, or lets it go when room is needed.</summary>
    /// <returns>Whether there is one of that number.</returns>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public bool Keep(long number, bool isKept = true)
    {
        lock (_lock)
        {
            ReadOnce();
            if (!_recordings.TryGetValue(number, out var recording)) return false;
            if (recording.IsKept == isKept) return true;
            var renamed = recording with { IsKept = isKept };
            File.Move(PathOf(recording), PathOf(renamed), overwrite: true);
            DurableFile.SyncFolder(_folder);
            _recordings[number] = renamed;
            return true;
        }
    }

    private string PathOf(in Recording recording) => Path.Combine(_folder, recording.FileName);

    private void Delete(in Recording recording)
    {
        File.Delete(PathOf(recording));
        _recordings.Remove(recording.Number);
    }

    private void ReadOnce()
    {
        if (_isRead || !Directory.Exists(_folder)) return;
        foreach (var path in Directory.EnumerateFiles(_folder))
        {
            // A power cut came while it was written.
            if (path.EndsWith(DurableFile.UnfinishedSuffix, StringComparison.Ordinal)) TryDelete(path);
            else if (Recording.Parse(Path.GetFileName(path), new FileInfo(path).Length) is { } recording) Take(recording);
        }

        _isRead = true;
    }

    // Two of one number: a power cut came between writing the longer one and deleting the shorter.
    private void Take(Recording recording)
    {
        if (!_recordings.TryGetValue(recording.Number, out var other))
        {
            _recordings.Add(recording.Number, recording);
            return;
        }

        var (longer, shorter) = recording.NoteCount > other.NoteCount ? (recording, other) : (other, recording);
        TryDelete(PathOf(shorter));
        _recordings[recording.Number] = longer;
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A disk that can only be read can still be listed.
        }
    }
}
