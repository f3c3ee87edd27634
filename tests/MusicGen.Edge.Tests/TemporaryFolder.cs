namespace MusicGen.Edge.Tests;

/// <summary>A folder of one test, gone after it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("musicgen-edge-").FullName;

    public string Root { get; }

    /// <summary>Path of something in the folder.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <summary>Writes a text file, with the folders it needs.</summary>
    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(this[name])!);
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
