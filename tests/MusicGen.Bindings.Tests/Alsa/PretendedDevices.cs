using System.Runtime.InteropServices;

namespace MusicGen.Bindings.Tests.Alsa;

/// <summary>A folder of device files, each a named pipe that the test writes a keyboard's bytes into.</summary>
internal sealed partial class PretendedDevices : IDisposable
{
    private const uint OwnerReadsAndWrites = 0x180;

    public string Folder { get; } = Directory.CreateTempSubdirectory("musicgen-alsa-").FullName;

    public string Path(string name) => System.IO.Path.Combine(Folder, name);

    /// <summary>Makes a device file and holds its other end.</summary>
    public FileStream Plug(string name)
    {
        Assert.Equal(0, MakeFifo(Path(name), OwnerReadsAndWrites));
        // Opened both ways, a pipe does not wait for its reader.
        var handle = File.OpenHandle(Path(name), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        return new FileStream(handle, FileAccess.Write, bufferSize: 0);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);
}
