namespace MusicGen.Edge;

/// <summary>
/// A file that is complete or absent, never half: written beside its place and put there at the end. Where
/// <c>render</c>'s results go.
/// </summary>
internal sealed class OutputFile : IDisposable
{
    private readonly string _partPath;
    private bool _committed;

    /// <summary>Makes the folder and opens the unfinished file.</summary>
    /// <exception cref="IOException">It cannot be made; the message says which and why.</exception>
    public OutputFile(string path)
    {
        FilePath = Path.GetFullPath(path);
        _partPath = FilePath + ".part";
        try
        {
            if (Directory.Exists(FilePath)) throw new IOException("a folder has that name");
            Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
            Stream = new FileStream(_partPath, FileMode.Create, FileAccess.ReadWrite);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Cannot write '{FilePath}': {e.Message.TrimEnd('.')}; choose another place with --out.", e);
        }
    }

    /// <summary>Where the file will be.</summary>
    public string FilePath { get; }

    /// <summary>The unfinished file.</summary>
    public FileStream Stream { get; }

    /// <summary>Puts the finished file in its place.</summary>
    public void Commit()
    {
        Stream.Flush(flushToDisk: true);
        Stream.Dispose();
        File.Move(_partPath, FilePath, overwrite: true);
        _committed = true;
    }

    /// <summary>Closes the file, and removes it unless it was committed.</summary>
    public void Dispose()
    {
        if (_committed) return;
        Stream.Dispose();
        File.Delete(_partPath);
    }
}
