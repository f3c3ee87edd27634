using System.Security.Cryptography;
using System.Text;

namespace MusicGen.Training;

/// <summary>
/// What has been found out about the files of a folder so far, kept on disk while <c>inspect</c> or <c>prepare</c> goes through it, so that they go on after
/// being killed. A file that has changed since is looked at again; an entry cut short is dropped.
/// </summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class WorkJournal : IDisposable
{
    private const string Magic = "musicgen-journal-1";

    private readonly Dictionary<string, byte[]> _entries = [];
    private readonly string _path;
    private readonly FileStream? _stream;

    /// <param name="path">Where it is kept.</param>
    /// <param name="heading">What the findings depend on besides the files, such as options; with another heading they are not used.</param>
    public WorkJournal(string path, string heading)
    {
        _path = path;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            _stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            _stream.SetLength(Load(heading));
            _stream.Seek(0, SeekOrigin.End);
            if (_stream.Length == 0) Append(Magic + heading, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where nothing can be kept, or another process keeps it, the work is done all the same.
            _stream?.Dispose();
            _stream = null;
        }

        FoundCount = _entries.Count;
    }

    /// <summary>Entries of an earlier run.</summary>
    public int FoundCount { get; }

    /// <summary>Name of a file's entry: another size or date makes another file of it.</summary>
    public static string KeyOf(string path, string name)
    {
        var file = new FileInfo(path);
        return file.Exists ? FormattableString.Invariant($"{name}|{file.Length}|{file.LastWriteTimeUtc.Ticks}") : name;
    }

    /// <summary>Takes an entry of an earlier run out.</summary>
    public bool TryTake(string key, out byte[] content)
    {
        lock (_entries) return _entries.Remove(key, out content!);
    }

    /// <summary>Adds an entry; after this the process may be killed.</summary>
    public void Add(string key, ReadOnlySpan<byte> content)
    {
        if (_stream is null) return;
        lock (_entries) Append(key, content);
    }

    /// <summary>The work is done: nothing is kept.</summary>
    public void Finish()
    {
        Dispose();
        if (_stream is not null) File.Delete(_path);
    }

    public void Dispose() => _stream?.Dispose();

    private void Append(string key, ReadOnlySpan<byte> content)
    {
        using var entry = new MemoryStream();
        using (var writer = new BinaryWriter(entry, Encoding.UTF8, leaveOpen: true))
        {
            writer.Write(key);
            writer.Write(content.Length);
            writer.Write(content);
            writer.Flush();
            writer.Write(CheckOf(entry.GetBuffer().AsSpan(0, (int)entry.Length)));
        }

        _stream!.Write(entry.GetBuffer(), 0, (int)entry.Length);
        _stream.Flush();
    }

    private static ulong CheckOf(ReadOnlySpan<byte> bytes) => BitConverter.ToUInt64(SHA256.HashData(bytes));

    /// <summary>Reads the whole entries.</summary>
    /// <returns>Where they end.</returns>
    private long Load(string heading)
    {
        using var reader = new BinaryReader(_stream!, Encoding.UTF8, leaveOpen: true);
        long good = 0;
        try
        {
            while (_stream!.Position < _stream.Length)
            {
                var start = _stream.Position;
                var key = reader.ReadString();
                var length = reader.ReadInt32();
                if (length < 0 || length > _stream.Length - _stream.Position) return good;
                var content = reader.ReadBytes(length);
                var end = _stream.Position;
                _stream.Position = start;
                if (CheckOf(reader.ReadBytes((int)(end - start))) != reader.ReadUInt64()) return good;
                if (start == 0 && key != Magic + heading) return 0;
                if (start > 0) _entries[key] = content;
                good = _stream.Position;
            }
        }
        catch (Exception e) when (e is IOException or FormatException or ArgumentException)
        {
            // Cut in the middle of a word: what was whole before counts.
        }

        return good;
    }
}
