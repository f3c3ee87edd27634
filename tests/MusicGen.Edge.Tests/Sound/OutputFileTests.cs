namespace MusicGen.Edge.Tests;

public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FileIsAbsentUntilItIsComplete()
    {
        using var file = new OutputFile(_folder["new/tune.wav"]);
        file.Stream.Write([1, 2, 3]);
        Assert.False(File.Exists(file.FilePath));

        file.Commit();

        Assert.Equal([1, 2, 3], File.ReadAllBytes(file.FilePath));
        Assert.Single(Directory.GetFiles(_folder["new"]));
    }

    [Fact]
    public void AbandonedFileLeavesTheOldOneAndNothingElse()
    {
        _folder.Write("tune.wav", "old");

        using (var file = new OutputFile(_folder["tune.wav"])) file.Stream.Write([1]);

        Assert.Equal("old", File.ReadAllText(_folder["tune.wav"]));
        Assert.Single(Directory.GetFiles(_folder.Root));
    }

    [Fact]
    public void PlaceThatCannotBeWrittenIsNamed()
    {
        Directory.CreateDirectory(_folder["tune.wav"]);

        var fault = Assert.Throws<IOException>(() => new OutputFile(_folder["tune.wav"]));

        Assert.Contains($"Cannot write '{_folder["tune.wav"]}'", fault.Message);
        Assert.Contains("--out", fault.Message);
    }
}
