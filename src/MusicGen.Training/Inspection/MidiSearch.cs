namespace MusicGen.Training;

/// <summary>Finds what a folder holds, in depth: MIDI files by name, by their first bytes, other files, and what cannot be looked at.</summary>
/// <remarks>Links to folders are not followed; they could lead round in a circle.</remarks>
internal sealed class MidiSearch
{
    private readonly string _root;

    public MidiSearch(string root) => _root = root;

    /// <summary>Files to be read, in order of their names.</summary>
    public List<(string Path, string Name, bool IsNamedWrongly)> Found { get; } = [];

    /// <summary>Folders and files that cannot be looked at, with the reason.</summary>
    public List<SkippedFile> Refused { get; } = [];

    /// <summary>Files that neither are called MIDI files nor begin like one.</summary>
    public int OtherFiles { get; private set; }

    /// <summary>Walks through the folder.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public void Run(CancellationToken stop)
    {
        var folders = new Stack<string>([_root]);
        while (folders.TryPop(out var folder))
        {
            stop.ThrowIfCancellationRequested();
            try
            {
                foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
                    Take(entry, folders);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                Refused.Add(new SkippedFile(NameOf(folder), e.Message));
            }
        }

        Found.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
    }

    private void Take(FileSystemInfo entry, Stack<string> folders)
    {
        var isMidiName = Path.GetExtension(entry.Name).ToLowerInvariant() is ".mid" or ".midi" or ".kar";
        if (entry is DirectoryInfo)
        {
            if (entry.LinkTarget is not null) Refused.Add(new SkippedFile(NameOf(entry.FullName), "a link to a folder; give that folder itself"));
            else folders.Push(entry.FullName);
        }
        else if (isMidiName || BeginsLikeMidi((FileInfo)entry))
        {
            Found.Add((entry.FullName, NameOf(entry.FullName), !isMidiName));
        }
        else
        {
            OtherFiles++;
        }
    }

    private static bool BeginsLikeMidi(FileInfo file)
    {
        try
        {
            if (file.Length < 14) return false;
            using var stream = file.OpenRead();
            Span<byte> start = stackalloc byte[4];
            return stream.ReadAtLeast(start, 4, throwOnEndOfStream: false) == 4 && start.SequenceEqual("MThd"u8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Not called a MIDI file and not to be opened: one of the others.
            return false;
        }
    }

    private string NameOf(string path) => Path.GetRelativePath(_root, path);
}
