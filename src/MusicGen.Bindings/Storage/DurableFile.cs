using System.Runtime.InteropServices;
using MusicGen.Bindings.Linux.Native;

namespace MusicGen.Bindings.Storage;

/// <summary>Writes files that are complete or absent after a power cut, never half: recordings and what was learned.</summary>
/// <remarks>Thread-safe, for different paths. Waits for the disk.</remarks>
public static class DurableFile
{
    /// <summary>End of the name of a file that is being written; one that is found later was cut off and is worth nothing.</summary>
    public const string UnfinishedSuffix = ".unfinished";

    /// <summary>Writes a file, in place of one that is there; when this returns, both its contents and its name are on the disk.</summary>
    /// <param name="path">Where to; the folder must be there.</param>
    /// <param name="contents">All of it.</param>
    /// <exception cref="IOException">The disk is full or failing, the folder is not there.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> contents)
    {
        var unfinished = path + UnfinishedSuffix;
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0))
            {
                stream.Write(contents);
                stream.Flush(flushToDisk: true);
            }

            File.Move(unfinished, path, overwrite: true);
        }
        catch
        {
            TryDelete(unfinished);
            throw;
        }

        SyncFolder(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>Brings the names in a folder to the disk; without effect where the system has no call for that.</summary>
    /// <exception cref="IOException">The disk is failing.</exception>
    public static void SyncFolder(string folder)
    {
        // Elsewhere a rename is made durable by other means, or not at all.
        if (!OperatingSystem.IsLinux()) return;
        using var opened = Libc.Open(folder, Libc.ReadOnly | Libc.Folder | Libc.CloseOnExec);
        if (opened.IsInvalid) throw new NativeException($"A folder expected at '{folder}'", "open", Marshal.GetLastPInvokeError());
        if (Libc.Sync(opened) == 0) return;
        var error = Marshal.GetLastPInvokeError();
        // A file system that cannot sync folders, as some over the network, says so with EINVAL.
        if (error != Libc.InvalidArgument) throw new NativeException($"The names in '{folder}' expected to reach the disk", "fsync", error);
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first fault is the one to tell; an unfinished file is cleared away at the next start.
        }
    }
}
